import type { CommandWords, HelpFlag } from './help-flags.ts';

/** A script for zsh: a function of its completion system. */
export function zshScript(commands: readonly CommandWords[]): string {
  const described = commands.map(({ name, about }) => `    ${quoted(`${name}:${about.replaceAll(':', ',')}`)}\n`);
  return `#compdef api-audit kubectl-api_audit
# Completes api-audit in zsh. Made by 'api-audit completion zsh'.
_api-audit() {
  local -a commands
  commands=(
${described.join('')}  )
  local command=scan
  if (( CURRENT == 2 )) && [[ \${words[2]} != -* ]]; then
    _describe command commands
    _files
    return
  elif (( CURRENT > 2 )) && [[ -n \${commands[(r)\${words[2]}:*]} ]]; then
    command=\${words[2]}
    shift words
    (( CURRENT-- ))
  fi
  case $command in
${commands.map(commandCase).join('')}  esac
}
compdef _api-audit api-audit kubectl-api_audit 2>/dev/null
[ "$funcstack[1]" = _api-audit ] && _api-audit "$@"
`;
}

function commandCase({ name, flags, words }: CommandWords): string {
  const rest = words.length === 0 ? "'*:file:_files'" : `'*:word:(${words.join(' ')})'`;
  const specs = flags.flatMap(flagSpecs).map((spec) => `${spec} \\\n        `);
  const help = flags.some((flag) => flag.name === '--help') ? '' : "'--help[this help]' ";
  return `    ${name})\n      _arguments -s \\\n        ${specs.join('')}${help}${rest} ;;\n`;
}

function flagSpecs({ name, short, value, words, levels, takesFile, repeated, about }: HelpFlag): readonly string[] {
  const text = about.replaceAll(/[[\]:]/g, ' ');
  const list = levels.length === 0 ? `(${words.join(' ')})` : settings(words, levels);
  const offered = words.length > 0 ? list : takesFile ? '_files' : ' ';
  const action = value === null ? '' : `:${value.replaceAll(':', ' ')}:${offered}`;
  const star = repeated ? '*' : '';
  const long = quoted(`${star}${name}${value === null ? '' : '='}[${text}]${action}`);
  return short === null ? [long] : [long, quoted(`${star}-${short}[${text}]${action}`)];
}

/** Completes a word that ends in `=`, and then what stands behind it. */
function settings(words: readonly string[], levels: readonly string[]): string {
  return `{if compset -P "*="; then compadd -- ${levels.join(' ')}; else compadd -S "" -- ${words.join(' ')}; fi}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
