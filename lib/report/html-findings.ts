import type { Finding, Severity } from '../model/finding.ts';
import { compareSeverities } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { compareText, formatApiVersion } from '../model/gvk.ts';
import { isAtLeast } from '../model/release.ts';
import { RULES } from '../rules/index.ts';
import type { Html } from './html-markup.ts';
import { html } from './html-markup.ts';
import { EVIDENCE, messageOf } from './messages.ts';
import { printable } from './text.ts';

/** The findings as `assets/page.js` takes them: what many places have in common once, file names once. */
export interface FindingsData {
  /** The gravest first; of equals, what has more places. */
  readonly groups: readonly FindingGroup[];
  readonly files: readonly string[];
  readonly places: readonly PlaceRow[];
}

interface FindingGroup {
  readonly rule: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  /** What the answer rests on, in words. */
  readonly evidence: string;
  /** What to write instead, as it stands in a manifest; `null` where nothing as short will do. */
  readonly copy: string | null;
}

type PlaceRow = readonly [
  group: number,
  file: number,
  line: number,
  column: number,
  namespace: string | null,
  holder: string,
];

/** Puts findings that say the same together. Texts of the input are made printable here, once. */
export function findingsData(findings: readonly Finding[]): FindingsData {
  const groups = new Map<string, { readonly group: FindingGroup; readonly findings: Finding[] }>();
  for (const finding of findings) {
    const { rule, severity } = finding;
    const message = printable(messageOf(finding));
    const copy = copyOf(finding);
    const evidence = EVIDENCE[finding.evidence];
    const key = JSON.stringify([severity, rule, message, evidence, copy]);
    const known = groups.get(key);
    if (known !== undefined) known.findings.push(finding);
    else {
      const group = { rule, severity, title: RULES[rule].title, message, evidence, copy };
      groups.set(key, { group, findings: [finding] });
    }
  }
  const sorted = [...groups.values()].sort(
    (a, b) =>
      compareSeverities(a.group.severity, b.group.severity) ||
      b.findings.length - a.findings.length ||
      compareText(a.group.message, b.group.message),
  );
  const files = new Map<string, number>();
  const places = sorted.flatMap(({ findings: same }, group) =>
    same.map(({ location, holder }): PlaceRow => {
      const name = printable(location.file);
      const file = files.get(name) ?? files.size;
      files.set(name, file);
      const namespace = holder.namespace === null ? null : printable(holder.namespace);
      const held = printable(holder.name === null ? holder.kind : `${holder.kind} ${holder.name}`);
      return [group, file, location.line, location.column, namespace, held];
    }),
  );
  return { groups: sorted.map(({ group }) => group), files: [...files.keys()], places };
}

/** The lines that take the place of an object's own: where the Target, and not only a later release, serves them. */
function copyOf({ rule, via, replacement, details, subject }: Finding): string | null {
  if (!rule.endsWith('-api') || via === 'source' || subject.field !== undefined) return null;
  if (via === 'reference' && details.reference !== undefined && details.reference !== 'object') return null;
  const { target, replacementFrom, meanwhile } = details;
  const isServed = replacementFrom === undefined || isAtLeast(target, replacementFrom);
  const instead = meanwhile ?? (isServed ? replacement : null);
  return instead === null ? null : linesToWrite(instead);
}

/** An API as the first two lines of a manifest have it. */
export function linesToWrite(gvk: GroupVersionKind): string {
  return [`apiVersion: ${formatApiVersion(gvk)}`, `kind: ${gvk.kind}`].map(printable).join('\n');
}

/** Where the findings are shown, and what they can be filtered by; the script fills it. */
export function findingsBody(): Html {
  const select = (id: string, label: string) =>
    html`<label>${label}<select id="${id}"><option value="">all</option></select></label>`;
  return html`<div class="controls" role="search" aria-label="Filter the findings">
<label>Search<input type="search" id="filter-text" autocomplete="off"></label>
${select('filter-severity', 'Severity')}
${select('filter-rule', 'Rule')}
<label>File<input type="text" id="filter-file" autocomplete="off"></label>
${select('filter-namespace', 'Namespace')}
<button type="button" id="filter-clear">Clear</button>
</div>
<p id="findings-status" class="muted" role="status"></p>
<div id="findings-list"></div>
<noscript><p>The list of findings needs JavaScript. Without it, run api-audit with <code>--format table --all</code>.</p></noscript>`;
}
