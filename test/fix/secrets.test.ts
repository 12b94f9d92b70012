import assert from 'node:assert/strict';
import { secretSpans } from '../../lib/fix/secrets.ts';
import { readText } from '../../lib/input/read.ts';

/** The lines of a text that hold values of a Secret. */
function hiddenLines(text: string): readonly string[] {
  const lines = text.split('\n');
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length - 1;
  const hidden = new Set<number>();
  for (const { start, end } of secretSpans(text, () => readText('a.yaml', text).resources)) {
    for (let at = lineOf(start); at <= lineOf(Math.max(start, end - 1)); at++) hidden.add(at);
  }
  return lines.filter((_, at) => hidden.has(at)).map((line) => line.trim());
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: pod}\n';

describe('secretSpans', () => {
  it('are the values of a Secret, the comments behind them, and what was last applied', () => {
    const annotations = `    kubectl.kubernetes.io/last-applied-configuration: |\n      {"data": "x1"}\n    other: shown\n`;
    const metadata = `metadata:\n  name: a\n  annotations:\n${annotations}`;
    const secret = `data:\n  p: x2\n  # x3\n# x4\n\nkind: Secret\ntype: Opaque\napiVersion: v1\n${metadata}more: {a: x5} # x6\n# x7`;
    for (const lineBreak of ['\n', '\r\n']) {
      const hidden = hiddenLines(`${POD}---\n${secret}`.replaceAll('\n', lineBreak)).filter((line) => line !== '');
      assert.deepEqual(hidden.sort(), ['# x3', '# x4', '# x7', 'more: {a: x5} # x6', 'p: x2', '{"data": "x1"}']);
    }
  });

  it('are those of the items of lists, of merge keys, and of Secrets that other objects hold', () => {
    const items =
      'items:\n- kind: Secret\n  apiVersion: v1\n  data:\n    p: x1\n  # x2\n- apiVersion: v1\n  kind: Pod\n';
    assert.deepEqual(hiddenLines(`apiVersion: v1\nkind: List\n${items}`), ['p: x1', '# x2']);
    assert.deepEqual(hiddenLines('kind: SecretList\napiVersion: v1\nitems:\n- metadata: {name: a}\n  data: {p: x}\n'), [
      'data: {p: x}',
    ]);
    assert.deepEqual(hiddenLines('a: &a\n  data: x\nkind: Secret\napiVersion: v1\n<<: *a\n'), ['data: x']);
    const held = 'manifest:\n  kind: Secret\n  stringData:\n    p: x\n  apiVersion: v1\n';
    assert.deepEqual(
      hiddenLines(`apiVersion: example.com/v1\nkind: Object\n${held}from:\n- kind: Secret\n  name: a\n`),
      ['p: x'],
    );
  });

  it('are texts that hold a Secret, in other objects too', () => {
    const block = '  a: |\n    kind: Secret\n    data: {p: x}\n  b: shown\n';
    const quoted = '  c: "{\\"kind\\": \\"Secret\\", \\"data\\": {}}"\n';
    assert.deepEqual(hiddenLines(`apiVersion: v1\nkind: ConfigMap\ndata:\n${block}${quoted}`), [
      'kind: Secret',
      'data: {p: x}',
      quoted.trim(),
    ]);
  });

  it('are whole documents that speak of a Secret and were not read', () => {
    for (const own of [
      'kind: Secret\ndata: {{ .Values.a }}',
      'kind: "Secret"\ndata: [',
      'extra:\n- {kind: Secret, data: x}',
    ])
      assert.deepEqual(hiddenLines(`${POD}---\n${own}\n---\n${POD}`), ['---', ...own.split('\n')]);
  });

  it('are none where no Secret is spoken of, and the text is not read for it', () => {
    const text = `${POD}---\nkind: SecretStore\napiVersion: external-secrets.io/v1\n`;
    assert.deepEqual(secretSpans(text, assert.fail), []);
  });
});
