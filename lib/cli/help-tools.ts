/** What `api-audit verify --help` prints. */
export const VERIFY_HELP = `api-audit verify: hold the evidence of an audit to the files that are there now

Usage
  api-audit verify <evidence> [--report FILE]

<evidence> is what an audit wrote with --evidence. Its inputs and written reports are looked up by their names from the
current folder. It is not signed: who may be trusted to have written it is for a tool such as cosign to say.

  --report FILE        also look whether this is a report that the evidence is about

Exit status
  0  every file is what it was
  1  a file was changed or is gone, or --report is another report
  2  not to be trusted: wrong usage, or the file is no evidence

Examples
  api-audit manifests --format json -o audit.json --evidence audit.intoto.json
  api-audit verify audit.intoto.json --report audit.json
`;

/** What `api-audit completion --help` prints. */
export const COMPLETION_HELP = `api-audit completion: what completes commands, flags and their values in a shell

Usage
  api-audit completion bash|zsh|fish

Examples
  source <(api-audit completion bash)
  api-audit completion zsh > "\${fpath[1]}/_api-audit"
  api-audit completion fish > ~/.config/fish/completions/api-audit.fish
`;
