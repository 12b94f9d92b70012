import assert from 'node:assert/strict';
import type { Change, Diff } from '../../lib/diff/change.ts';
import { diffHtml } from '../../lib/report/diff-html.ts';
import { diffJson } from '../../lib/report/diff-json.ts';
import { diffMarkdown } from '../../lib/report/diff-markdown.ts';
import { rowsOf } from '../../lib/report/diff-rows.ts';
import { diffTable } from '../../lib/report/diff-table.ts';
import { githubPage } from '../support/github-page.ts';

const TOOL = { name: 'api-audit', version: '1.2.3' };
const KNOWS = { fields: true, verbs: true, enums: true, subresources: true };
const SIDE = { document: null, sha256: '0', preliminary: null, knows: KNOWS };

function found(changes: readonly Change[], more: Partial<Diff> = {}): Diff {
  const nothing = { added: [], removed: [] };
  return {
    from: { ...SIDE, release: '1.21' },
    to: { ...SIDE, release: '1.22' },
    groups: nothing,
    groupVersions: nothing,
    changes,
    compared: { fields: ['1.21', '1.22'], enums: ['1.21', '1.22'], verbs: ['1.21', '1.22'] },
    cameAndWent: 0,
    foreign: 0,
    offByDefault: 0,
    ...more,
  };
}

const POD = { group: '', version: 'v1', kind: 'Pod' };
const JOB = { group: 'batch', version: 'v1', kind: 'Job' };

const REMOVED: Change = {
  code: 'api-removed',
  gvk: { group: 'extensions', version: 'v1beta1', kind: 'Ingress' },
  stability: 'beta',
  lifecycle: { introduced: '1.1', deprecated: '1.14', removed: '1.22' },
  enabledByDefault: true,
  other: { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress' },
  otherFrom: '1.19',
  use: null,
  classes: ['breaking-manifests', 'breaking-clients'],
  release: '1.22',
};

function newField(field: string, version = 'v1', more: Partial<Change> = {}): Change {
  return {
    code: 'field-added',
    definition: `io.k8s.api.core.${version}.PodSpec`,
    field,
    before: null,
    after: 'string',
    required: false,
    reach: { kinds: [POD, JOB], path: 'spec', example: POD, statusOnly: false },
    classes: ['addition'],
    release: '1.22',
    ...more,
  } as Change;
}

function gate(name: string): Change {
  return {
    code: 'gate-added',
    gate: name,
    components: ['kubernetes'],
    before: null,
    after: { stage: 'alpha', default: false, locked: false },
    classes: ['addition'],
    release: '1.22',
  };
}

describe('rowsOf', () => {
  it('puts fields of one type with the same news into one row', () => {
    const [row, ...others] = rowsOf(found([newField('a'), newField('b')]));
    assert.deepEqual(others, []);
    assert.equal(row?.subject, 'core/v1 PodSpec');
    assert.deepEqual(row?.items, ['a', 'b']);
    assert.equal(row?.reach, 'Pod spec, Job');
  });

  it('puts versions of one type with the same news into one row', () => {
    const rows = rowsOf(found([newField('a'), newField('a', 'v2'), newField('b', 'v3')]));
    assert.deepEqual(
      rows.map(({ subject }) => subject),
      ['core/v1, v2 PodSpec', 'core/v3 PodSpec'],
    );
  });

  it('keeps releases apart', () => {
    assert.equal(rowsOf(found([newField('a'), newField('b', 'v1', { release: '1.21' })])).length, 2);
  });

  it('shortens a long list of kinds', () => {
    const kinds = ['A', 'B', 'C', 'D', 'E'].map((kind) => ({ ...POD, kind }));
    const reach = { kinds: [POD, ...kinds], path: 'spec', example: POD, statusOnly: false };
    assert.equal(rowsOf(found([newField('a', 'v1', { reach })]))[0]?.reach, 'Pod spec and 5 more kinds');
  });
});

describe('diffTable', () => {
  it('says what breaks whom, what is new and how much of each', () => {
    const text = diffTable(found([REMOVED, newField('a')]), { width: 120, all: false });
    assert.match(
      text,
      /both +│ extensions\/v1beta1 Ingress +│ no longer served; use networking\.k8s\.io\/v1, served since/,
    );
    assert.match(text, /core\/v1 PodSpec +│ new fields: a /);
    assert.match(text, /2 changes: breaking for manifests 1, for clients alone 0; 0 deprecations, 1 addition\.\n$/);
  });

  it('shows releases only where they differ', () => {
    const one = diffTable(found([newField('a')]), { width: 120, all: false });
    assert.doesNotMatch(one, /│ Release /);
    const two = diffTable(found([newField('a', 'v1', { notBefore: '1.20' }), gate('X')]), { width: 120, all: false });
    assert.match(two, /│ 1\.20-1\.22 /);
  });

  it('shortens lists unless all is asked for', () => {
    const gates = Array.from({ length: 20 }, (_, at) => gate(`Gate${at}`));
    assert.match(diffTable(found(gates), { width: 200, all: false }), /and 8 more/);
    assert.doesNotMatch(diffTable(found(gates), { width: 200, all: true }), / more/);
  });

  it('says what it does not rest on', () => {
    const text = diffTable(
      found([], { compared: { fields: null, enums: null, verbs: ['1.20', '1.22'] }, foreign: 2, cameAndWent: 3 }),
      { width: 120, all: false },
    );
    assert.match(text, /Fields are not compared/);
    assert.match(text, /Verbs and subresources are compared from 1\.20 to 1\.22 only/);
    assert.match(text, /Left out: 2 APIs of the document/);
    assert.match(text, /3 things more came and went in between/);
  });

  it('makes control characters of a document visible', () => {
    const text = diffTable(found([newField('a\u001b[31m')]), { width: 120, all: false });
    assert.ok(!text.includes('\u001b'));
    assert.ok(text.includes('\\u001b'));
  });
});

describe('diffMarkdown', () => {
  it('has a section for each sort of change', () => {
    const text = diffMarkdown(found([REMOVED, newField('a')]), { all: false });
    assert.match(text, /^# Kubernetes 1\.21 to Kubernetes 1\.22\n/);
    assert.match(text, /## Breaking\n\n- \*\*extensions\/v1beta1 Ingress\*\* no longer served/);
    assert.match(text, /## Additions\n\n- \*\*core\/v1 PodSpec\*\* new fields: a \(in Pod spec, Job\)/);
    assert.doesNotMatch(text, /## Deprecations/);
  });

  it('lets no markup of a document through', () => {
    const name = 'a`<img src=x>[b](c)';
    const { html, items } = githubPage(diffMarkdown(found([newField(name)]), { all: false }));
    assert.deepEqual(items, [`core/v1 PodSpec new fields: ${name} (in Pod spec, Job)`]);
    assert.doesNotMatch(html, /<(?:a|img|code) /);
  });

  it('lets no word of a document mention people, refer to an issue or be a link', () => {
    for (const word of ['@team', 'a@b', '#12', 'larkfield/shop#3', 'https://harbour.example', 'www.harbour.example'])
      for (const [place, diff] of Object.entries(saidIn(word))) {
        const { html } = githubPage(diffMarkdown(diff, { all: true }));
        assert.doesNotMatch(html, /<a /, `${word} as ${place}`);
        // Both are looked for in the page, where an escaped sign is the sign itself.
        assert.doesNotMatch(html.replaceAll('&#x200B;', ''), /[@#](?!\u200b)/, `${word} as ${place}`);
      }
  });

  it('fits a comment on a pull request, and counts what it leaves out', () => {
    const kinds = Array.from({ length: 5000 }, (_, at) => ({ ...REMOVED, gvk: { ...REMOVED.gvk, kind: `Kind${at}` } }));
    const changes = [...kinds, newField('a')];
    for (const all of [false, true]) {
      const text = diffMarkdown(found(changes), { all });
      assert.ok(text.length < 65_536, `${text.length}`);
      const left = Number(/\n\n\.\.\. and (\d+) more lines that did not fit here\.\n$/.exec(text)?.[1]);
      const lines = text.split('\n').filter((line) => line.startsWith('- '));
      assert.ok(lines.length > 0);
      assert.equal(lines.length + left, changes.length);
      assert.doesNotMatch(text, /## Additions/);
    }
  });

  it('fits it, too, where one line alone has much to say', () => {
    const fields = Array.from({ length: 5000 }, (_, at) => newField(`field${at}`));
    const names = Array.from({ length: 5000 }, (_, at) => `group${at}.example`);
    const comings = { added: names, removed: names };
    const more = { groups: comings, groupVersions: comings };
    const text = diffMarkdown(found([...fields, newField('`'.repeat(100_000), 'v2')], more), { all: true });
    assert.ok(text.length < 65_536, `${text.length}`);
    const { html, items } = githubPage(text);
    assert.equal(items.length, 2);
    assert.match(
      items[0] as string,
      /^core\/v1 PodSpec new fields: field0, field1, .*, field\d+ and \d+ more \(in Pod/,
    );
    assert.match(html, /Groups new: group0\.example, .*, \.\.\. and \d+ more; gone: group0\.example/);
  });

  it('names every field where all is asked for and there is room', () => {
    const fields = Array.from({ length: 60 }, (_, at) => newField(`fieldWithALongName${at}`));
    const [all, some] = [true, false].map((wanted) => diffMarkdown(found(fields), { all: wanted }));
    assert.match(all ?? '', /fieldWithALongName58, fieldWithALongName59 \(in/);
    assert.match(some ?? '', /fieldWithALongName19 and 40 more \(in/);
  });
});

/** A word of a document in every place where one can stand. */
function saidIn(word: string): Readonly<Record<string, Diff>> {
  const names = { added: [word], removed: [word] };
  const kind = { group: word, version: word, kind: word };
  const reach = { kinds: [kind, POD], path: word, example: kind, statusOnly: false };
  const values = { code: 'enum-values-added', before: null, after: word } as Partial<Change>;
  return {
    'a document': found([], { from: { ...SIDE, release: '1.21', document: word } }),
    'a group': found([], { groups: names, groupVersions: names }),
    'a kind': found([{ ...REMOVED, gvk: kind, other: kind, otherFrom: '1.19' } as Change]),
    'a field': found([newField(word)]),
    'a type': found([newField('a', 'v1', { definition: word })]),
    'a value': found([newField('a', 'v1', values)]),
    'a gate': found([gate(word)]),
    'a place': found([newField('a', 'v1', { reach })]),
  };
}

describe('diffJson', () => {
  it('holds every change with its sentence, and the kinds that it reaches', () => {
    const value = JSON.parse(diffJson(found([REMOVED, newField('a')]), { tool: TOOL }));
    assert.equal(value.schemaVersion, 1);
    assert.equal(value.summary.breakingManifests, 1);
    assert.equal(value.summary.breakingClients, 1);
    assert.equal(
      value.changes[0].message,
      'extensions/v1beta1 Ingress: no longer served; use networking.k8s.io/v1, served since 1.19',
    );
    assert.deepEqual(value.changes[1].reach.kinds, ['v1 Pod', 'batch/v1 Job']);
  });
});

describe('diffHtml', () => {
  it('is one page in which no markup of a document is markup', () => {
    const page = diffHtml(found([REMOVED, newField('<script>alert(1)</script>')]), { tool: TOOL });
    assert.match(page, /^<!doctype html>/);
    assert.ok(!page.includes('<script>alert'));
    assert.ok(page.includes('&lt;script&gt;alert'));
    assert.ok(page.includes('<h2 id="breaking-title">'));
  });
});
