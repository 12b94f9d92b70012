import assert from 'node:assert/strict';
import { run } from '../support/cli.ts';

describe('api-audit stability', () => {
  it('tells of all releases that are not preliminary', async () => {
    const { code, stdout } = await run(['stability', '--format', 'json']);
    const { from, to, releases, kinds, gates } = JSON.parse(stdout);
    assert.equal(code, 0);
    assert.equal(from, '1.0');
    assert.equal(releases.length, Number(to.split('.')[1]) + 1);
    assert.ok(releases.at(-1).kinds.ga > releases[0].kinds.ga);
    assert.ok(kinds.all.passages[1].count > 20);
    assert.ok(gates.all.passages[1].count > 100);
  });

  it('knows that Ingress was beta for eighteen releases, and PodSecurityPolicy never GA', async () => {
    const { kinds } = JSON.parse((await run(['stability', '--format', 'json'])).stdout);
    const ingress = kinds.lingering.find(({ lineage }: { lineage: { name: string } }) =>
      lineage.name.endsWith(' Ingress'),
    );
    assert.equal(ingress.releases, 18);
    assert.equal(ingress.now, 'ga');
    assert.ok(kinds.dropped.some(({ name }: { name: string }) => name.endsWith(' PodSecurityPolicy')));
  });

  for (const span of [['1.20..1.22'], ['1.20', '1.22'], ['v1.20.3..1.22']]) {
    it(`takes the span '${span.join(' ')}'`, async () => {
      const { releases } = JSON.parse((await run(['stability', ...span, '--format', 'json'])).stdout);
      assert.deepEqual(
        releases.map(({ release }: { release: string }) => release),
        ['1.20', '1.21', '1.22'],
      );
    });
  }

  it('writes a table and a page', async () => {
    assert.match((await run(['stability', '1.36'])).stdout, /│ 1\.36 /);
    assert.match((await run(['stability', '1.30..1.36', '--format', 'html'])).stdout, /^<!doctype html>/);
  });

  for (const args of [['1.99'], ['1.22..1.20'], ['soon'], ['1.20', '1.21', '1.22']]) {
    it(`refuses '${args.join(' ')}'`, async () => {
      const { code, stderr } = await run(['stability', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, /1\.20\.\.1\.30/);
    });
  }
});
