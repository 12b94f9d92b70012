import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { judgedBy, resolveTarget } from '../../lib/catalog/target.ts';

const catalog = new Catalog();

describe('resolveTarget', () => {
  it('takes the newest finished release by default', () => {
    assert.equal(resolveTarget(catalog, undefined), '1.37');
  });

  it('reads a release however people write it', () => {
    assert.equal(resolveTarget(catalog, 'v1.29.3-eks-1234'), '1.29');
  });

  it('goes beyond the newest Snapshot as far as something is declared', () => {
    assert.equal(resolveTarget(catalog, '1.39'), '1.39');
    assert.throws(() => resolveTarget(catalog, '1.99'), /1\.99 lies beyond all that is known/);
  });

  it('refuses what is no release, and what is older than all that is known', () => {
    assert.throws(() => resolveTarget(catalog, 'latest'), /'latest' is not a Kubernetes release/);
    assert.throws(() => resolveTarget(catalog, '0.9'), /Nothing is known of Kubernetes 0\.9/);
  });
});

describe('judgedBy', () => {
  it('says how far the answers for a release can be trusted', () => {
    assert.equal(judgedBy(catalog, '1.30').standing, 'released');
    assert.equal(judgedBy(catalog, '1.38').standing, 'preliminary');
    const beyond = judgedBy(catalog, '1.39');
    assert.equal(beyond.standing, 'beyond');
    assert.equal(beyond.release, '1.38');
    assert.match(beyond.sha256, /^[0-9a-f]{64}$/);
  });
});
