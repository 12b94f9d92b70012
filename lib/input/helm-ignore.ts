/** One line of a `.helmignore`. */
interface Rule {
  /** What stands alone is held against the last step of a path, else the whole path is. */
  readonly steps: readonly string[];
  readonly ofWhole: boolean;
  /** Of such a rule what it does not match is left out. */
  readonly isDenied: boolean;
  readonly ofFolders: boolean;
}

/**
 * Tells which files of a chart's folder Helm leaves out, by its `.helmignore` (helm.sh/helm pkg/ignore), as far as that can be told:
 * a rule with a class of signs or an escape is taken for none.
 *
 * @returns takes a way from the chart's folder, with forward slashes.
 */
export function ignoredBy(text: string): (path: string) => boolean {
  const rules = text.split('\n').flatMap(ruleOf);
  if (rules.length === 0) return () => false;
  return (path) => {
    const steps = path.split('/');
    return steps.some((_, at) => isIgnored(rules, steps.slice(0, at + 1), at + 1 < steps.length));
  };
}

function ruleOf(line: string): Rule[] {
  const written = line.trim();
  if (written === '' || written.startsWith('#') || /[[\\]|\*\*/.test(written)) return [];
  const isDenied = written.startsWith('!');
  const bare = written.slice(isDenied ? 1 : 0);
  const ofFolders = bare.endsWith('/');
  const pattern = ofFolders ? bare.slice(0, -1) : bare;
  return [{ steps: pattern.replace(/^\//, '').split('/'), ofWhole: pattern.includes('/'), isDenied, ofFolders }];
}

/** The first rule that says so counts, as in Helm. */
function isIgnored(rules: readonly Rule[], path: readonly string[], isFolder: boolean): boolean {
  for (const { steps, ofWhole, isDenied, ofFolders } of rules) {
    if (ofFolders && !isFolder) {
      if (isDenied) return true;
      continue;
    }
    const compared = ofWhole ? path : path.slice(-1);
    const isMatched = steps.length === compared.length && steps.every((step, at) => matches(compared[at] ?? '', step));
    if (isMatched !== isDenied) return true;
  }
  return false;
}

/** Whether a name is one that a pattern stands for: `*` is any letters, `?` any one. Takes a time of name by pattern at most. */
function matches(name: string, pattern: string): boolean {
  let [at, next, star, from] = [0, 0, -1, 0];
  while (at < name.length) {
    if (pattern[next] === '*') {
      star = next++;
      from = at;
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === name[at])) {
      next++;
      at++;
    } else if (star !== -1) {
      next = star + 1;
      at = ++from;
    } else return false;
  }
  while (pattern[next] === '*') next++;
  return next === pattern.length;
}
