/** What `api-audit verify --help` prints. */
export const VERIFY_HELP = `api-audit verify: check the evidence of an audit against the current files

Usage
  api-audit verify <evidence> [--report FILE]

<evidence> is a file that an audit wrote with --evidence. Its inputs and written reports are looked up by name from the
current folder. It is not signed: use a tool such as cosign to tell who wrote it.

  --report FILE        also check that the evidence is about this report

Exit status
  0  every file is as it was
  1  a file was changed, added or removed, or --report is another report
  2  do not trust the result: wrong usage, or the file is not evidence

Examples
  api-audit manifests --format json -o audit.json --evidence audit.intoto.json
  api-audit verify audit.intoto.json --report audit.json
`;

/** What `api-audit completion --help` prints. */
export const COMPLETION_HELP = `api-audit completion: print the script that completes words in a shell

Usage
  api-audit completion bash|zsh|fish

Examples
  source <(api-audit completion bash)
  api-audit completion zsh > "\${fpath[1]}/_api-audit"
  api-audit completion fish > ~/.config/fish/completions/api-audit.fish
`;
