import assert from 'node:assert/strict';
import type { Change, Diff } from '../../lib/diff/change.ts';
import { diffHtml } from '../../lib/report/diff-html.ts';
import { diffJson } from '../../lib/report/diff-json.ts';
import { diffMarkdown } from '../../lib/report/diff-markdown.ts';
import { rowsOf } from '../../lib/report/diff-rows.ts';
import { diffTable } from '../../lib/report/diff-table.ts';

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
    const text = diffMarkdown(found([newField('a`<img src=x>[b](c)')]), { all: false });
    assert.ok(text.includes('a\\`\\<img src=x\\>\\[b\\](c)'));
  });
});

describe('diffJson', () => {
  it('holds every change with its sentence, and the kinds that it reaches', () => {
    const value = JSON.parse(diffJson(found([REMOVED, newField('a')]), TOOL));
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
    const page = diffHtml(found([REMOVED, newField('<script>alert(1)</script>')]), TOOL);
    assert.match(page, /^<!doctype html>/);
    assert.ok(!page.includes('<script>alert'));
    assert.ok(page.includes('&lt;script&gt;alert'));
    assert.ok(page.includes('<h2 id="breaking-title">'));
  });
});
