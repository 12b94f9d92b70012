import type { CommandWords } from './help-flags.ts';

/** A script for fish. */
export function fishScript(commands: readonly CommandWords[]): string {
  const others = commands.map(({ name }) => name).filter((name) => name !== 'scan');
  const lines = commands.flatMap(({ name, about, flags, words }) => [
    `complete -c api-audit -n __fish_use_subcommand -a ${name} -d ${quoted(about)}`,
    ...flags.map((flag) => {
      const seen =
        name === 'scan' ? `not __fish_seen_subcommand_from ${others.join(' ')}` : `__fish_seen_subcommand_from ${name}`;
      const short = flag.short === null ? '' : ` -s ${flag.short}`;
      const offered = flag.words.length > 0 ? ` -x -a ${quoted(flag.words.join(' '))}` : flag.takesFile ? ' -r' : ' -x';
      const value = flag.value === null ? '' : offered;
      return `complete -c api-audit -n ${quoted(seen)} -l ${flag.name.slice(2)}${short}${value} -d ${quoted(flag.about)}`;
    }),
    ...(words.length === 0
      ? []
      : [`complete -c api-audit -f -n '__fish_seen_subcommand_from ${name}' -a ${quoted(words.join(' '))}`]),
  ]);
  return `# Completes api-audit in fish. Made by 'api-audit completion fish'.\n${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
