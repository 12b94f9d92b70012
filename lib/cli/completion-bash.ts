import type { CommandWords } from './help-flags.ts';

/** A script for bash 3.2 and later. */
export function bashScript(commands: readonly CommandWords[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  return `# Completes api-audit in bash. Made by 'api-audit completion bash'.
_api_audit() {
  local cur=\${COMP_WORDS[COMP_CWORD]} flag=\${COMP_WORDS[COMP_CWORD-1]} command=scan flags= words= values= word
  # bash takes the = of --flag=value for a word of its own.
  [ "$cur" = = ] && cur=
  [ "$flag" = = ] && flag=\${COMP_WORDS[COMP_CWORD-2]}
  if [ "$COMP_CWORD" -gt 1 ]; then
    for word in ${names}; do [ "$word" = "\${COMP_WORDS[1]}" ] && command=$word; done
  else
    words='${names}'
  fi
  case $command in
${commands.map(commandCase).join('')}  esac
  if [ -n "$values" ]; then COMPREPLY=($(compgen -W "$values" -- "$cur"))
  elif [ "\${cur#-}" != "$cur" ]; then COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  else COMPREPLY=($(compgen -W "$words" -- "$cur") $(compgen -f -- "$cur"))
  fi
}
complete -o filenames -F _api_audit api-audit kubectl-api_audit
`;
}

function commandCase({ name, flags, words }: CommandWords): string {
  const all = flags.flatMap((flag) => (flag.short === null ? [flag.name] : [flag.name, `-${flag.short}`]));
  const values = flags
    .filter((flag) => flag.words.length > 0)
    .map((flag) => `        ${flag.name}) values='${flag.words.join(' ')}' ;;\n`);
  const own = words.length === 0 ? '' : `\n      words="$words ${words.join(' ')}"`;
  const inner = values.length === 0 ? '' : `\n      case $flag in\n${values.join('')}      esac`;
  return `    ${name})\n      flags='${[...new Set([...all, '--help'])].join(' ')}'${own}${inner} ;;\n`;
}
