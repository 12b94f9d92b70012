import type { Shape } from './shape.ts';
import { HEAD, LITTLE, repeated } from './shape.ts';

const OLD = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n';
const CONTAINER = `${LITTLE}spec:\n  containers:\n  - name: a\n`;
/** Ends a line for `.` and `$` of a regular expression, and none of YAML 1.2. */
const SEPARATOR = '\u2028x';

/** Long runs of one sign, or of a few, where a regular expression begins anew at each, or goes back over all. */
export const RUNS: readonly Shape[] = [
  { name: 'signs for a comment', make: repeated('#', `${OLD}  name: a `, '\n') },
  { name: 'signs for a comment, and blanks', make: repeated(' #', `${OLD}  name: a`, '\n') },
  { name: 'signs for a comment in a key', make: repeated('#', 'a', 'piVersion: v2\nkind: Pod\n') },
  { name: 'blanks before a comment of ytt', make: repeated(' ', `${OLD}  name: a #`, '#@ if b\n') },
  {
    name: 'heads of blocks in comments',
    make: repeated(' >#', `${LITTLE}a: b`, `${SEPARATOR}\nc: d # api-audit: ignore alpha-api\n`),
  },
  {
    name: 'at signs of an image',
    make: repeated('@', `${CONTAINER}    args: ["--feature-gates=A=true"]\n    image: "`, `${SEPARATOR}"\n`),
  },
  {
    name: 'quotes of a word in a command',
    make: (size) => {
      const word = `x${'"'.repeat(Math.min(4000, size / 2))}-`;
      return `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    kube ${word}${' --feature-gates=A=true'.repeat(size / 48)}\n`;
    },
  },
  {
    name: 'digits of a runtime-config',
    make: repeated('0', `${CONTAINER}    command: [kube-apiserver, "--runtime-config=`, '"]\n'),
  },
  { name: 'actions in a string that does not end', make: repeated('{{ ', `${HEAD}a: "`, '\n') },
];
