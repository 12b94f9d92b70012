import { RULE_IDS } from '../model/finding.ts';
import { LEVELS } from '../policy/check.ts';
import { HELP } from './help.ts';

/** The shells that words can be completed in. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** A flag, as the help of its command tells of it. */
export interface HelpFlag {
  /** With its dashes. */
  readonly name: string;
  /** The single letter, without its dash; `null` where there is none. */
  readonly short: string | null;
  /** What stands for its value, such as `FILE`; `null` where it takes none. */
  readonly value: string | null;
  /** The words that it takes; empty where it takes any. */
  readonly words: readonly string[];
  /** What stands behind the `=` that each of these words ends in; empty where they end in none. */
  readonly levels: readonly string[];
  /** Whether its value is, or may be, the path of a file. */
  readonly takesFile: boolean;
  readonly repeated: boolean;
  /** What it does: all that the help says, and in short. */
  readonly text: string;
  readonly about: string;
}

/** A command with all that can be completed behind it. */
export interface CommandWords {
  readonly name: string;
  readonly about: string;
  readonly flags: readonly HelpFlag[];
  /** Words that it takes and that are not flags; where there are none, it takes paths. */
  readonly words: readonly string[];
}

/** Words of commands that are not flags. */
const WORDS: Readonly<Record<string, readonly string[]>> = { snapshot: ['list', 'build'], completion: SHELLS };

/** A flag's line in the help; that of a long one has what it is about on the next line. */
const FLAG = /^ {2}(--[a-z-]+)(?:, -([a-z]))?(?: (\S+))?(?: {2,}|\n {10,})(\S.*(?:\n {10,}\S.*)*)$/gm;

/** Every command with every flag, read from the help. A test holds the help to what the commands take. */
export function completions(): readonly CommandWords[] {
  return Object.entries(HELP).map(([name, text]) => ({
    name,
    about: /^api-audit(?: [a-z]+)?: (.*)$/m.exec(text)?.[1] ?? '',
    flags: [...text.matchAll(FLAG)].map(([, flag = '', short = null, value = null, lines = ''], _, all) => {
      const sentence = lines.replaceAll(/\s+/g, ' ');
      return {
        name: flag,
        short,
        value,
        words: value === null ? [] : [...classesIn(all, value), ...wordsOf(flag, sentence)],
        levels: flag === '--rule' ? LEVELS : [],
        takesFile: value !== null && /FILE|PATH|DIR/.test(`${value} ${sentence}`),
        repeated: /may be repeated|several can be given/.test(sentence),
        text: sentence,
        about: flag === '--format' ? 'the form of the report' : sentence.replace(/[;:(].*$/, '').trim(),
      };
    }),
    words: WORDS[name] ?? [],
  }));
}

/** What stands for a class is what `--class` takes. */
function classesIn(flags: readonly RegExpExecArray[], value: string): readonly string[] {
  const line = flags.find(([, flag]) => flag === '--class');
  return value !== 'CLASS' || line === undefined ? [] : wordsOf('--fail-on', (line[4] ?? '').replaceAll(/\s+/g, ' '));
}

/** What a sentence has besides the words that a flag takes. */
const NO_VALUE = new Set(
  'a an and at change class exit finding first is left of only or this where with default new'.split(' '),
);

/** The words that a flag takes, where the help lists them. */
function wordsOf(flag: string, sentence: string): readonly string[] {
  if (flag === '--rule') return RULE_IDS.map((id) => `${id}=`);
  if (!['--format', '--fail-on'].includes(flag)) return [];
  const list = sentence.replaceAll(/\([^)]*\)/g, '').replace(/; (?!or never|default never).*$/, '');
  const words = list.match(/[a-z]+(?:-[a-z]+)*/g) ?? [];
  return [...new Set(words)].filter((word) => !NO_VALUE.has(word));
}
