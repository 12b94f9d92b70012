import type { Stability } from '../model/stability.ts';
import type { SchemaFacts } from './snapshot.ts';

/**
 * What a description of a field or type says of its stability, in the set phrases that Kubernetes and CRD authors use.
 * Built for precision: a sentence about a value, about another field, or that can be read two ways says nothing.
 *
 * @param description the text as published, of any length; empty for none.
 * @returns only what is said: `stability` alpha or beta, `gates` named as what the field needs, `deprecated` (a
 *   release, or `true` where the text gives none), `removed`, `replacement`. Not checked against any list of gates.
 */
export function readDescription(description: string): SchemaFacts {
  if (!MAY_SAY_SOMETHING.test(description)) return {};
  const sentences = sentencesOf(description);
  const stability = stabilityIn(sentences);
  const gates = gatesIn(sentences);
  return {
    ...(stability === null ? {} : { stability }),
    ...(gates.length === 0 ? {} : { gates }),
    ...deprecationIn(sentences),
  };
}

const MAY_SAY_SOMETHING = /alpha|beta|feature[- ]?gate|deprecated|feature/i;

/** Where the API server lists the values of an `enum` field with what each is: they are not the field. */
const VALUES = /\bPossible enum values:[\s\S]*$/;
/** A list item, to the next item or the next line that is not indented: about a value or a case. */
const LIST_ITEM = /^[ \t]*[-*][ \t].*(?:\n[ \t]+(?![-*\s]).*)*/gm;
/** The lines that begin a sentence although the line before may have no full stop. */
const BEGINS_SENTENCE = /\n(?=[ \t]*(?:deprecated\b|alpha\b|beta\b|this (?:is|field|feature)\b|[([]))/gi;

/** Sentences of the running text. A full stop inside a name or number (`spec.foo`, `1.22`) does not end one. */
function sentencesOf(description: string): string[] {
  return description
    .replace(VALUES, '')
    .replace(LIST_ITEM, '\n')
    .split(/\n[ \t]*\n/)
    .flatMap((paragraph) => paragraph.split(BEGINS_SENTENCE))
    .flatMap((text) => text.split(/(?<=[.!?])\s+/))
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}

const STAGE_PATTERNS: readonly RegExp[] = [
  // `Alpha: ...`, `BETA. ...`, `Alpha, gated by ...`
  /^(alpha|beta)(?:[:.](?:\s|$)|, gated by\b)/i,
  // `This is an alpha field ...`, `This is a beta-level feature ...`
  /^(?:note:? )?this is (?:an? )?(alpha|beta)(?:[- ]level)? (?:field|feature)\b/i,
  // `This field is alpha-level ...`, `This feature is in beta.`, `This field is beta in 1.30.`
  /^(?:note:? )?(?:this|the) (?:field|feature) is (?:currently )?(?:in )?(?:an? )?(alpha|beta)(?:[- ]level|[- ]sta[tg]e|[.,;]|$| and | field\b| feature\b| in v?1\.)/i,
  // `... (Beta) Using this field requires ...`
  /[([](alpha|beta)[)\]] using this field\b/i,
];
/** `(Alpha) ...` at the start of a description, or `... (Alpha feature).` at the end of its first sentence. */
const FIRST_SENTENCE_PATTERNS: readonly RegExp[] = [/^[([](alpha|beta)[)\]]/i, /\((alpha|beta) feature\)\.?$/i];

function stabilityIn(sentences: readonly string[]): Stability | null {
  const said = new Set<Stability>();
  sentences.forEach((sentence, index) => {
    for (const pattern of index === 0 ? [...FIRST_SENTENCE_PATTERNS, ...STAGE_PATTERNS] : STAGE_PATTERNS) {
      const stage = pattern.exec(sentence)?.[1]?.toLowerCase();
      if (stage === 'alpha' || stage === 'beta') said.add(stage);
    }
  });
  // A description that says both tells a history, or speaks of parts.
  const [only] = said;
  return said.size === 1 && only !== undefined ? only : null;
}

/** The name of a feature gate: two capitals at least, and not an acronym alone. */
const GATE = '((?=\\w{0,80}[a-z])[A-Z]\\w{0,80}[A-Z]\\w{0,80})';
const GATE_PATTERNS: readonly RegExp[] = [
  // `... the SomeFeature feature gate`
  new RegExp(`[\`"']?\\b${GATE}[\`"']? feature[- ]?gates?\\b`, 'g'),
  // `... the feature gate SomeFeature`
  new RegExp(`feature[- ]?gate[\`"'(: ]+${GATE}`, 'g'),
  // `... servers that enable the SomeFeature feature`
  new RegExp(`\\benabl\\w+ (?:the )?[\`"']?${GATE}[\`"']? feature\\b`, 'g'),
];
/** A gate named as what the whole field needs, not as what changes its meaning, makes it mutable or allows a value. */
const NEEDS_GATE =
  /^(?:note:? )?(?:this is (?:an? )?(?:alpha|beta)\b|(?:this|the) (?:field|feature) (?:requires|depends on|is (?:only|gated|currently|in|an?|alpha|beta)\b|can only|may only|can be enabled)|(?:using|setting|specifying|use of) (?:this|the) field\b|(?:this |it )?requires |(?:alpha|beta)(?::|, gated by)|[([](?:alpha|beta)[)\]])|[([](?:alpha|beta)[)\]] using this field\b/i;
/** `... only the value X needs ...` and the like are about a value. */
const ABOUT_A_VALUE = /\b(?:value|values|option|mode)\b/i;

function gatesIn(sentences: readonly string[]): string[] {
  const gates = new Set<string>();
  for (const sentence of sentences) {
    if (!NEEDS_GATE.test(sentence) || ABOUT_A_VALUE.test(sentence)) continue;
    for (const pattern of GATE_PATTERNS) {
      for (const match of sentence.matchAll(pattern)) if (match[1] !== undefined) gates.add(match[1]);
    }
  }
  return [...gates].sort();
}

/** `Deprecated: ...`, `DEPRECATED - ...`, `Deprecated in 1.7, ...`; as a sentence's first word it speaks of the field. */
const STARTS_DEPRECATED = /^[([]?(?:DEPRECATED\b|Deprecated(?:[\])]|[:.,;]|\s*-|\s+(?:in|since|as of)\b|$))/;
/** `This field is deprecated ...`, `this type has been deprecated since ...`. */
const IS_DEPRECATED =
  /\bthis (?:field|type|API|API type|resource|kind|object|property)(?: is| has been| was)(?: now)? deprecated\b/i;
const SINCE = /\b(?:in|since|as of|from)(?: the)?(?: Kubernetes)?(?: version| release)? v?(1\.\d+)\b/i;
const REMOVED =
  /\b(?:be|was|been) removed (?:in|from|with|as of)(?: the)?(?: Kubernetes)?(?: version| release)? v?(1\.\d+)\b/i;
/** One name that can only be a field, a path or an API: in a code span, or with a dot, a slash or a hump. */
const INSTEAD =
  /\b(?:[Uu]se|USE|in favou?r of|[Rr]eplaced (?:by|with)|[Ss]uperseded by)(?: the)?(?: field)? (?:[`'"]([\w.[\]/-]+)[`'"]|([A-Za-z]\w*(?:[a-z0-9][A-Z]\w*|[./[]\w[\w.[\]/-]*\w)))(?=[\s.,;)]|$)/;

function deprecationIn(sentences: readonly string[]): SchemaFacts {
  const at = sentences.findIndex((sentence) => STARTS_DEPRECATED.test(sentence) || isDeprecatedSentence(sentence));
  if (at === -1) return {};
  // The release and the replacement often stand in the sentence that follows.
  const around = sentences.slice(at, at + 2).join(' ');
  const removed = REMOVED.exec(around)?.[1];
  const since = SINCE.exec((sentences[at] ?? '').replace(REMOVED, ''))?.[1];
  const instead = INSTEAD.exec(around);
  const replacement = instead?.[1] ?? instead?.[2];
  return {
    deprecated: since ?? true,
    ...(removed === undefined ? {} : { removed }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}

function isDeprecatedSentence(sentence: string): boolean {
  return IS_DEPRECATED.test(sentence) && !/^(?:if|when|unless)\b/i.test(sentence);
}
