/**
 * Holds `fix` to its promises over a folder of real manifests: a second run changes nothing; every line that changed
 * belongs to a reported change; no comment is lost; an audit of the result has no finding that a change claims to mend.
 *
 *     npx tsx scripts/check-fix.ts <folder> [target] [--diff FILE]
 *
 * Prints figures, and each promise that was broken; ends with 1 where one was.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { audit } from '../lib/audit.ts';
import { readEncoded } from '../lib/fix/encoding.ts';
import { fixText, planningFor } from '../lib/fix/fix.ts';
import type { FixResult } from '../lib/fix/result.ts';
import { discover } from '../lib/input/discover.ts';
import { LineIndex } from '../lib/model/location.ts';
import { leftMessage } from '../lib/report/fix-messages.ts';
import { unifiedDiff } from '../lib/report/unified-diff.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { diff: { type: 'string' } } });
const [folder = '.', target = '1.36'] = positionals;
const planning = planningFor({ target });
const counts = new Map<string, number>();
const broken: string[] = [];
const diffs: string[] = [];

function tally(name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

/** Rule, severity and API of every finding of a text that is of a resource itself. */
async function findingsOf(file: string, text: string): Promise<readonly string[]> {
  const report = await audit({ file, text }, { target });
  // What stands in the text of a ConfigMap, or is named by a rule of RBAC, is not what fix claims to mend.
  return report.findings
    .filter(({ via }) => via === 'resource' || via === 'template')
    .map(({ rule, severity, subject }) => `${severity} ${rule} ${subject.group}/${subject.version} ${subject.kind}`);
}

/** The lines of a diff that go or come, and whether each lies where an edit is. */
function strayLines(text: string, { edits, text: fixed }: FixResult): string[] {
  const lines = new LineIndex(text);
  const touched = new Set<number>();
  for (const { start, end } of edits) {
    for (let line = lines.position(start).line; line <= lines.position(Math.max(start, end)).line; line++)
      touched.add(line);
  }
  // An independent look: all lines that no edit touches must be in the result, in their order.
  const kept = text.split('\n').filter((_, at) => !touched.has(at + 1));
  const strays: string[] = [];
  const after = fixed.split('\n');
  let at = 0;
  for (const line of kept) {
    const found = after.indexOf(line, at);
    if (found === -1) strays.push(line);
    else at = found + 1;
  }
  return strays;
}

/** The comments of a text, blanks trimmed; what looks like one in a block scalar counts too. */
function commentsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|\s)(#.*)$/gm)].map(([, comment]) => (comment as string).trim()).sort();
}

const { files } = await discover([folder], { cwd: process.cwd(), hidden: true });
for (const { file, path } of files) {
  const bytes = readFileSync(path);
  const encoded = readEncoded(bytes);
  tally('files');
  if (encoded === null || !encoded.text.includes('apiVersion')) continue;
  const { text, encode } = encoded;
  if (!encode(text).equals(bytes)) broken.push(`${file}: does not come back as it is`);
  const result = fixText(file, text, planning);
  for (const item of result.left) {
    tally('left');
    const why = item.reason.reason === 'decide' ? `decide ${item.reason.question}` : item.reason.reason;
    tally(`  left: ${why}`);
    if (process.env['LEFT'] === why) process.stdout.write(`${file}:${item.location.line}: ${leftMessage(item)}\n`);
  }
  const again = fixText(file, result.text, planning);
  if (again.text !== result.text) broken.push(`${file}: a second run changes it again`);
  if (result.changes.length === 0) continue;
  tally('changed files');
  tally('changes', result.changes.length);
  for (const change of result.changes) tally(`  change: ${change.step.op} ${change.step.ground}`);
  for (const line of strayLines(text, result)) broken.push(`${file}: a line that no change names is gone: ${line}`);
  const comments = commentsOf(result.text);
  for (const comment of commentsOf(text)) if (!comments.includes(comment)) broken.push(`${file}: lost ${comment}`);
  const diff = unifiedDiff(file, text, result.edits);
  diffs.push(diff);
  const [before, after] = [await findingsOf(file, text), await findingsOf(file, result.text)];
  tally('findings before, in changed files', before.length);
  tally('findings after, in changed files', after.length);
  const [had, has] = [before, after].map((all) => all.filter((finding) => finding.includes(' unknown-field ')).length);
  if ((has ?? 0) > (had ?? 0))
    broken.push(`${file}: has unknown fields that it had not: ${after.filter((f) => f.includes('unknown-field'))}`);
  for (const finding of after.filter((f) => f.startsWith('error removed-api'))) {
    const isLeft = result.left.some(({ gvk }) => finding.endsWith(`${gvk.group}/${gvk.version} ${gvk.kind}`));
    if (!isLeft) broken.push(`${file}: still has ${finding}`);
  }
}
if (values.diff !== undefined) writeFileSync(values.diff, diffs.join(''));
for (const [name, number] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  process.stdout.write(`${String(number).padStart(7)} ${name}\n`);
for (const line of broken) process.stdout.write(`BROKEN ${line}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
