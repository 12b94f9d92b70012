import type { CommandWords, HelpFlag } from './help-flags.ts';

/** A script for fish. */
export function fishScript(commands: readonly CommandWords[]): string {
  const others = commands.map(({ name }) => name).filter((name) => name !== 'scan');
  const lines = commands.flatMap(({ name, about, flags, words }) => [
    `complete -c api-audit -n __fish_use_subcommand -a ${name} -d ${quoted(about)}`,
    ...flags.map((flag) => {
      const seen =
        name === 'scan' ? `not __fish_seen_subcommand_from ${others.join(' ')}` : `__fish_seen_subcommand_from ${name}`;
      const short = flag.short === null ? '' : ` -s ${flag.short}`;
      const value = flag.value === null ? '' : offered(flag);
      return `complete -c api-audit -n ${quoted(seen)} -l ${flag.name.slice(2)}${short}${value} -d ${quoted(flag.about)}`;
    }),
    ...(words.length === 0
      ? []
      : [`complete -c api-audit -f -n '__fish_seen_subcommand_from ${name}' -a ${quoted(words.join(' '))}`]),
  ]);
  return `# Completes api-audit in fish. Made by 'api-audit completion fish'.
function __api_audit_settings
  set -l word (string replace -r -- '^--[a-z-]+=' '' (commandline -ct))
  if string match -q -- '*=*' "$word"
    set -l name (string replace -r -- '=.*' '=' "$word")
    printf '%s\\n' $name(string split ' ' -- $argv[2])
  else
    string split ' ' -- $argv[1]
  end
end
${lines.join('\n')}
complete -c kubectl-api_audit -w api-audit
`;
}

/** What may follow a flag that takes a value. */
function offered({ words, levels, takesFile }: HelpFlag): string {
  if (levels.length > 0) {
    return ` -x -a ${quoted(`(__api_audit_settings "${words.join(' ')}" "${levels.join(' ')}")`)}`;
  }
  if (words.length > 0) return ` -x -a ${quoted(words.join(' '))}`;
  return takesFile ? ' -r' : ' -x';
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
