import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fix } from '../../lib/fix/fix.ts';
import { lineIndexOf, withMarksAside } from '../../lib/input/marks.ts';
import { readText } from '../../lib/input/read.ts';
import { get } from '../../lib/model/node.ts';
import { readLines, seen } from './helpers.ts';

const MARK = '\uFEFF';
const MAP = ['apiVersion: v1', 'kind: ConfigMap', 'metadata: {name: quays}'];
const JOB = ['apiVersion: batch/v1beta1', 'kind: CronJob', 'metadata: {name: tide}'];
const [FIRST_OF_JOB = '', ...REST_OF_JOB] = JOB;

describe('a byte order mark at the beginning of a document', () => {
  for (const [where, lines] of Object.entries({
    'behind a marker': ['---', `${MARK}${FIRST_OF_JOB}`],
    'behind a marker with a comment': ['--- # the tide', `${MARK}${FIRST_OF_JOB}`],
    'behind a comment': ['---', '# the tide', '', `${MARK}${FIRST_OF_JOB}`],
    'before a comment': ['---', `${MARK}# the tide`, FIRST_OF_JOB],
    'behind the end of a document': ['...', `${MARK}${FIRST_OF_JOB}`],
    'before a marker, and behind it': ['...', `${MARK}---`, `${MARK}${FIRST_OF_JOB}`],
  })) {
    it(`is none of its text ${where}`, () => {
      const reading = readLines(...MAP, ...lines, ...REST_OF_JOB);
      const line = MAP.length + lines.length;
      assert.deepEqual(seen(reading), ['v1 ConfigMap quays @1:13', `batch/v1beta1 CronJob tide @${line}:13`]);
      assert.deepEqual(reading.errors, []);
      const returns = readText('a.yaml', [...MAP, ...lines, ...REST_OF_JOB].join('\r\n'));
      assert.deepEqual(seen(returns), seen(reading));
    });
  }

  it('is none of its text where the file has one too', () => {
    const text = `${MARK}---\n${MARK}${JOB.join('\n')}\n`;
    assert.deepEqual(seen(readText('a.yaml', Buffer.from(text))), ['batch/v1beta1 CronJob tide @2:13']);
    assert.deepEqual(seen(readText('a.yaml', Buffer.from(text, 'utf16le'))), ['batch/v1beta1 CronJob tide @2:13']);
  });

  it('is none of its text in JSON', () => {
    const reading = readLines('---', `${MARK}{"apiVersion": "batch/v1beta1", "kind": "CronJob"}`);
    assert.deepEqual(seen(reading), ['batch/v1beta1 CronJob @2:17']);
  });

  it('is none of its text in a template that is not rendered', () => {
    const tail = [...REST_OF_JOB, 'spec: {{ toYaml .Values.tide }}', '{{- end }}'];
    const before = readLines('{{- if .Values.tide }}', '---', `${MARK}${FIRST_OF_JOB}`, ...tail);
    assert.deepEqual(seen(before), ['batch/v1beta1 CronJob @3:13']);
    const behind = readLines('---', '{{- if .Values.tide }}', `${MARK}${FIRST_OF_JOB}`, ...tail);
    assert.deepEqual(seen(behind), ['batch/v1beta1 CronJob @3:13']);
  });

  it('stays in the text, whose offsets are those of what was read', () => {
    const text = `---\n${MARK}${JOB.join('\n')}\n`;
    const [job] = readText('a.yaml', text).resources;
    assert.equal(job?.source.text, text);
    const name = get(job?.node ?? undefined, 'metadata', 'name');
    assert.equal(text.slice(name?.start, name?.end), 'tide');
  });

  it('is still there when the document is fixed', () => {
    const role = 'apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\nmetadata: {name: pilot}\nrules: []\n';
    const text = `${MAP.join('\n')}\n---\n${MARK}${role}`;
    const fixed = fix({ file: 'a.yaml', text });
    assert.equal(fixed.text, text.replace('v1beta1', 'v1'));
    assert.deepEqual(
      fixed.changes.map(({ location: { line, column } }) => `${line}:${column}`),
      ['5:1'],
    );
  });

  it('changes nothing of what is read, whatever documents it stands before', () => {
    const documents = [
      MAP,
      JOB,
      ['# nothing'],
      ['kind: Pod', 'apiVersion: v1', 'a: |', '  b'],
      ['- a', '- b'],
      ['a: ['],
    ];
    const document = fc.tuple(
      fc.constantFrom(...documents.map((lines) => `${lines.join('\n')}\n`)),
      fc.constantFrom('---\n', '--- # a\n', '...\n---\n', '---\n\n# a\n', '---\n---\n'),
      fc.constantFrom('', MARK),
    );
    fc.assert(
      fc.property(fc.array(document, { maxLength: 4 }), (stream) => {
        const text = stream.map(([lines, marker, mark]) => marker + mark + lines).join('');
        const [marked, unmarked] = [text, text.replaceAll(MARK, '')].map((each) => readText('a.yaml', each));
        assert.ok(marked !== undefined && unmarked !== undefined);
        assert.deepEqual(seen(marked), seen(unmarked), JSON.stringify(text));
        assert.deepEqual(marked.errors, unmarked.errors, JSON.stringify(text));
        assert.equal(marked.documents, unmarked.documents);
      }),
    );
  });
});

describe('withMarksAside', () => {
  it('gives a text that has no mark as it is', () => {
    const text = '---\na: é\n';
    assert.equal(withMarksAside(text), text);
  });

  it('leaves what stands in the midst of a document', () => {
    for (const text of [`a: b${MARK}\n`, `a: b\n${MARK}c: d\n`, `--- {}\n${MARK}a: b\n`, `a: |\n  b\n${MARK}c\n`]) {
      assert.equal(withMarksAside(text), text);
    }
  });

  it('takes time in proportion to the text', () => {
    const blanks = ' '.repeat(500_000);
    const text = `---\n${`${MARK}# a\n`.repeat(100_000)}---${blanks}x\n${blanks}x`;
    assert.equal(withMarksAside(text).length, text.length);
  });
});

describe('lineIndexOf', () => {
  it('counts the columns behind a mark as if it were not there', () => {
    const lines = lineIndexOf(`---\n${MARK}a: b\n`, 7);
    assert.deepEqual(lines.position(5), { line: 8, column: 1 });
    assert.deepEqual(lines.position(8), { line: 8, column: 4 });
  });
});
