/** What `api-audit fix --help` prints. */
export const FIX_HELP = `api-audit fix: rewrite manifests to stable APIs where the schemas prove that the meaning stays

Usage
  api-audit fix [paths...] [--target 1.36] [--supports 1.24..1.36] [--diff|--write]

Prints the changes as a patch to read, or for 'git apply'. Comments, order, quotes and layout stay. A change that cannot
be proved safe is not made: standard error names it, and what you have to decide. What the policy, a comment or an
annotation suppresses stays as it is, and is named too.

  --diff               print a unified diff (default)
  --write              change the files; for standard input, print the whole text
  --target 1.36        write nothing that this release does not serve (default: the newest bundled one)
  --supports 1.24..1.30
                       nor anything that one of these releases does not serve (--target defaults to its end)
  --config FILE        the policy (default: as for an audit); 'none' uses none. What it allows is not changed
  --rule ID=off        make no changes for this rule; may be repeated
  --component NAME=RELEASE
                       the installed release of an add-on; may be repeated
  --helm PATH          find what is left in charts with this helm (default: the one on PATH); 'none' reads them as text
  --hidden             also read hidden files and folders, node_modules and .git
  --verbose            explain why each change keeps the meaning
  --allow-unread       report what cannot be read, but do not exit with 2 for it

Exit status
  0  nothing to do, or everything done (--write)
  1  changes proposed, or something is left for you to decide
  2  do not trust the result: wrong usage, or an input does not exist, cannot be read or written or does not parse

Examples
  api-audit fix ./manifests --target 1.25 | git apply
  api-audit fix ./manifests --write
  helm template ./chart | api-audit fix - --write | kubectl apply -f -
`;
