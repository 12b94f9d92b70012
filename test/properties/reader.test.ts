import assert from 'node:assert/strict';
import fc from 'fast-check';
import { manifestOf } from '../../fuzz/manifests.ts';
import { seeds } from '../../fuzz/seeds.ts';
import { audit } from '../../lib/index.ts';
import { readText } from '../../lib/input/read-text.ts';
import type { Reading } from '../../lib/input/reading.ts';
import { anyManifest, anyStream, anyStyle, written } from './arbitrary.ts';

/** What people see of a Reading. */
function shown({ resources, errors }: Reading) {
  const seen = resources.map(({ gvk, name, source, offset, document, path }) => ({
    gvk,
    name,
    ...source.lines.position(offset),
    document,
    path,
  }));
  return { resources: seen, errors };
}

describe('the reader, whatever it reads,', () => {
  const { manifests } = seeds();

  it('does not throw, and counts each file once', () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.uint8Array(),
      fc.nat().map((number) => manifestOf(number, 7, manifests).content),
    );
    fc.assert(
      fc.property(anyText, (content) => {
        const { errors, template, passedOver, resources } = readText('a.yaml', content);
        if (passedOver !== null) assert.ok(errors.length === 0 && !template && resources.length === 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('shows each resource at its apiVersion', () => {
    fc.assert(
      fc.property(anyStream, (text) => {
        for (const { source, offset, apiVersion } of readText('a.yaml', text).resources) {
          assert.ok(source.text.startsWith(apiVersion, offset), JSON.stringify(source.text.slice(offset, offset + 20)));
        }
      }),
    );
  });

  it('finds every object that was written, in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyManifest, anyStyle), { maxLength: 4 }), (documents) => {
        const text = documents.map(([manifest, style]) => written(manifest, style)).join('---\n');
        const { resources, errors } = readText('a.yaml', text);
        assert.deepEqual(errors, []);
        const found = resources.map(({ apiVersion, gvk, name }) => ({ apiVersion, kind: gvk.kind, name }));
        assert.deepEqual(
          found,
          documents.map(([{ apiVersion, kind, metadata }]) => ({ apiVersion, kind, name: metadata.name })),
        );
      }),
    );
  });

  it('takes no notice of a comment at the end', () => {
    fc.assert(
      fc.property(anyStream, (text) => {
        assert.deepEqual(shown(readText('a.yaml', `${text}# done\n`)), shown(readText('a.yaml', text)));
      }),
    );
  });

  it('finds the same whatever document comes after, and that one too', () => {
    fc.assert(
      fc.property(anyStream, anyManifest, (text, more) => {
        const before = shown(readText('a.yaml', text)).resources;
        const after = shown(readText('a.yaml', `${text}---\n${written(more, 'block')}`)).resources;
        assert.deepEqual(after.slice(0, -1), before);
        assert.equal(after.at(-1)?.name, more.metadata.name);
      }),
    );
  });

  it('finds the same whatever broken document comes after', () => {
    fc.assert(
      fc.property(anyStream, (text) => {
        const { resources, errors } = shown(readText('a.yaml', `${text}---\nkind: [\napiVersion: v1\n`));
        assert.deepEqual(resources, shown(readText('a.yaml', text)).resources);
        assert.equal(errors.length, 1);
      }),
    );
  });

  it('gives the same findings in the same lines with either line end', async () => {
    await fc.assert(
      fc.asyncProperty(anyStream, async (text) => {
        const [unix, windows] = await Promise.all(
          [text, text.replaceAll('\n', '\r\n')].map((content) =>
            audit({ file: 'a.yaml', text: content }, { target: '1.25' }),
          ),
        );
        assert.deepEqual(windows?.findings, unix?.findings);
        assert.deepEqual(windows?.summary, unix?.summary);
      }),
    );
  });
});
