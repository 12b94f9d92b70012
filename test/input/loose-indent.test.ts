import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { firstRoot } from '../../lib/input/document.ts';
import { parseLoosely, withLooseLinesJoined } from '../../lib/input/loose-indent.ts';
import { readText } from '../../lib/input/read-text.ts';
import { get } from '../../lib/model/node.ts';
import { withFiles } from '../support/run-in.ts';
import { toolPath } from '../support/tools.ts';

/** As generators of CRDs have written descriptions for years, and people lists. */
const LOOSE = readFileSync(new URL('../fixtures/loose-indent/nightly.yaml', import.meta.url), 'utf8');

describe('withLooseLinesJoined', () => {
  const joined = [
    ['a quoted text', "a: 'b\n  c\nd'", "a: 'b\n  c d'"],
    ['one with an empty line', "a: 'b\n\nc'", "a: 'b  c'"],
    ['one at a dash', '- - "b\n  c"\n', '- - "b   c"\n'],
    ['one behind a tag and an anchor', "k: !t &a 'b\nc'", "k: !t &a 'b c'"],
    ['a list', 'a: [b,\nc,\n]', 'a: [b, c, ]'],
    ['a comment in a list', 'a: [b, # "c\n  # d\ne]', `a: [b,${' '.repeat(12)}e]`],
    ['behind plain words', "a: it's\nb: 'c\nd'", "a: it's\nb: 'c d'"],
    ['behind plain words in a line of their own', "a:\n  it's\nb: 'c\nd'", "a:\n  it's\nb: 'c d'"],
    ['behind a block', "a: |\n  it's\n\nb: 'c\nd'", "a: |\n  it's\n\nb: 'c d'"],
    ['behind plain words of several lines', "a: b\n  it's\nc: ['d'\n,e]", "a: b\n  it's\nc: ['d' ,e]"],
    ['lines that end with a carriage return', "a: 'b\r\nc'\r\n", "a: 'b  c'\r\n"],
    ['behind a document marker', "--- # it's\na: 'b\nc'", "--- # it's\na: 'b c'"],
    ['tabs before and in a list', 'a:\t[b,\tc\t]\nd: \t{e: "f\t"}', 'a: [b, c ]\nd:  {e: "f\t"}'],
    ['tabs at the end of a line', 'a: [b,\t\t\nc]', 'a: [b,   c]'],
    ['a comment that follows at once', 'a: {b: c}#d\ne: "f"# g', 'a: {b: c}  \ne: "f"   '],
    ['a tab at the left', 'a: [b,\n\tc]', 'a: [b,  c]'],
  ] as const;
  for (const [what, text, expected] of joined) {
    it(`joins ${what}`, () => assert.equal(withLooseLinesJoined(text), expected));
  }

  const left = [
    ['what is indented', "a: 'b\n  c'\nd: [e,\n  f]\n"],
    ['a quote without an end', "a: 'b\nc: d\n"],
    ['quotes in plain words', "a: it's\nb: it's\n"],
    ['quotes in a comment', "a: b # it's\nb: c # it's\n"],
    ['quotes in a block', "- |\n it's\n- >-\n it's\n- b\n"],
    ['what has no key around it', "'a\nb'\n"],
  ] as const;
  for (const [what, text] of left) it(`leaves ${what}`, () => assert.equal(withLooseLinesJoined(text), null));

  it('leaves a key of several lines, which libyaml does not take either', () => {
    assert.equal(withLooseLinesJoined('- {\n}: [\ta]\n'), null);
    assert.equal(withLooseLinesJoined("- 'a\nb': c\n"), null);
  });

  it('changes nothing but blanks, and no length', () => {
    const signs = fc.constantFrom(
      "'",
      '"',
      '[',
      ']',
      '{',
      '}',
      ',',
      ': ',
      '- ',
      '#',
      '|',
      '\\',
      'a',
      ' ',
      '\n',
      '\t',
      '\r\n',
    );
    const begins = fc.constantFrom('', 'a: [', "- a: '", '- "', 'a:\t{');
    fc.assert(
      fc.property(begins, fc.array(signs, { maxLength: 60 }), (begin, parts) => {
        const text = `${begin}${parts.join('')}']]}}"\n`;
        const made = withLooseLinesJoined(text);
        if (made === null) return;
        assert.equal(made.length, text.length);
        assert.equal(withLooseLinesJoined(made), null);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a manifest that only libyaml takes', () => {
  it('is audited, with its places', () => {
    const { errors, resources } = readText('job.yaml', LOOSE);
    assert.deepEqual(errors, []);
    assert.deepEqual(
      resources.map(({ gvk, name }) => `${gvk.version} ${gvk.kind} ${name}`),
      ['v1beta1 CronJob nightly'],
    );
    const name = get(
      resources[0]?.node ?? undefined,
      'spec',
      'jobTemplate',
      'spec',
      'template',
      'spec',
      'restartPolicy',
    );
    assert.equal(name?.start, LOOSE.indexOf('Never'));
  });

  it('is a chart, too', () => {
    const root = firstRoot(Buffer.from("name: shop\ndescription: 'a\nshop'\nversion: 0.1.0\n"));
    assert.equal(get(root, 'version')?.type, 'scalar');
  });

  it('is passed over where it is no Kubernetes object, whatever words it has', () => {
    const values = 'service:\n  annotations: {\n  }\n# The kind of Service, by its apiVersion\n';
    const { errors, passedOver } = readText('values.yaml', values);
    assert.deepEqual([errors, passedOver], [[], 'not-kubernetes']);
  });

  it('is one where something else is wrong with it', () => {
    const { errors } = readText('a.yaml', `${LOOSE}  a: b: c\n`);
    assert.equal(errors.length, 1);
  });

  it('is to kubectl what it is here', async () => {
    await withFiles({ 'kustomization.yaml': 'resources: [job.yaml]\n', 'job.yaml': LOOSE }, async (folder) => {
      const printed = execFileSync(toolPath('kubectl'), ['kustomize', folder], { encoding: 'utf8' });
      const ours = parseLoosely(LOOSE);
      assert.ok(ours !== null);
      // The blanks of a line that is joined are more than one.
      assert.deepEqual(folded(load(ours.text)), folded(load(printed)));
    });
  });
});

function folded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, member) => (typeof member === 'string' ? member.replace(/ +/g, ' ') : member)),
  );
}
