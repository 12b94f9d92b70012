import type { CommandWords, HelpFlag } from './help-flags.ts';

/** A script for bash 3.2 and later. */
export function bashScript(commands: readonly CommandWords[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  return `# Completes api-audit in bash. Made by 'api-audit completion bash'.
# Each line is one thing to offer: the name of a file may have blanks in it, or be a pattern of others.
_api_audit_offer() {
  local line
  while IFS= read -r line; do COMPREPLY+=("$line"); done
}
_api_audit() {
  local cur=\${COMP_WORDS[COMP_CWORD]} at=$((COMP_CWORD-1)) flag= setting= command=scan flags= words= values= word
  COMPREPLY=()
  # bash takes the = of --flag=value, and that of --rule id=level, for a word of its own.
  if [ "$cur" = = ]; then cur= setting=1
  elif [ "\${COMP_WORDS[at]}" = = ]; then at=$((at-1)) setting=1
  fi
  flag=\${COMP_WORDS[at]}
  if [ "\${flag#-}" != "$flag" ]; then setting=
  elif [ -n "$setting" ] && [ "$at" -gt 1 ]; then
    at=$((at-1))
    [ "\${COMP_WORDS[at]}" = = ] && at=$((at-1))
    flag=\${COMP_WORDS[at]}
  fi
  if [ "$COMP_CWORD" -gt 1 ]; then
    for word in ${names}; do [ "$word" = "\${COMP_WORDS[1]}" ] && command=$word; done
  else
    words='${names}'
  fi
  case $command in
${commands.map(commandCase).join('')}  esac
  if [ -n "$values" ]; then
    compopt +o filenames 2>/dev/null
    _api_audit_offer < <(compgen -W "$values" -- "$cur")
    case \${COMPREPLY[0]-} in *=) compopt -o nospace 2>/dev/null ;; esac
  elif [ "\${cur#-}" != "$cur" ]; then _api_audit_offer < <(compgen -W "$flags" -- "$cur")
  else _api_audit_offer < <(compgen -W "$words" -- "$cur"; compgen -f -- "$cur")
  fi
}
complete -o filenames -F _api_audit api-audit kubectl-api_audit
`;
}

function commandCase({ name, flags, words }: CommandWords): string {
  const all = flags.flatMap((flag) => (flag.short === null ? [flag.name] : [flag.name, `-${flag.short}`]));
  const values = flags
    .filter((flag) => flag.words.length > 0)
    .map((flag) => `        ${flag.name}) ${valuesOf(flag)} ;;\n`);
  const own = words.length === 0 ? '' : `\n      words="$words ${words.join(' ')}"`;
  const inner = values.length === 0 ? '' : `\n      case $flag in\n${values.join('')}      esac`;
  return `    ${name})\n      flags='${[...new Set([...all, '--help'])].join(' ')}'${own}${inner} ;;\n`;
}

/** Behind the = of one of its words another one stands, or a file (--format json=FILE). */
function valuesOf({ words, levels }: HelpFlag): string {
  const first = `[ -n "$setting" ] || values='${words.join(' ')}'`;
  return levels.length === 0 ? first : `values='${levels.join(' ')}'; ${first}`;
}
