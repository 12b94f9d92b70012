/** What `api-audit fix --help` prints. */
export const FIX_HELP = `api-audit fix: move manifests to stable APIs where the schemas prove that the meaning stays

Usage
  api-audit fix [paths...] [--target 1.36] [--supports 1.24..1.36] [--diff|--write]

Shows what to change as a patch, for 'git apply' or to read. Comments, order, quotes and layout stay. What cannot be
shown to be safe is left and named on standard error, with what has to be decided. What the policy, a comment or an
annotation suppresses stays as it is, and is named, too.

  --diff               print a unified diff (default)
  --write              change the files; of standard input, print the whole text
  --target 1.36        write nothing that this release does not serve (default: the newest bundled one)
  --supports 1.24..1.30
                       nor anything that one of these releases does not serve (--target: the end of it)
  --config FILE        the policy (default: as for an audit); 'none' for none. What it allows is not changed
  --rule ID=off        change nothing for this rule's sake; may be repeated
  --component NAME=RELEASE
                       the release of an add-on that is installed; may be repeated
  --helm PATH          name what is left in charts as this helm renders them (default: the one on PATH); 'none': as text
  --hidden             also read hidden files and folders, node_modules and .git
  --verbose            say of each change why the meaning stays
  --allow-unread       report what could not be read, without exit status 2

Exit status
  0  nothing to do, or (--write) everything done
  1  changes proposed, or something left to decide
  2  not to be trusted: wrong usage, or an input that does not exist, cannot be read or written or does not parse

Examples
  api-audit fix ./manifests --target 1.25 | git apply
  api-audit fix ./manifests --write
  helm template ./chart | api-audit fix - --write | kubectl apply -f -
`;
