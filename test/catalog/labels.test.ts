import assert from 'node:assert/strict';
import type { LabelFact } from '../../lib/catalog/labels.ts';
import { labelFacts, labelStanding, labelsNamed, mayHoldLabels } from '../../lib/catalog/labels.ts';

function fact(key: string, type: LabelFact['type'] = 'label'): LabelFact {
  const found = labelsNamed(key).find((candidate) => candidate.type === type);
  assert.ok(found !== undefined, key);
  return found;
}

describe('labelsNamed', () => {
  it('finds every key of the facts, patterns too', () => {
    for (const known of labelFacts()) assert.ok(labelsNamed(known.key).includes(known), known.key);
  });

  it('finds what a pattern means', () => {
    const [found] = labelsNamed('container.apparmor.security.beta.kubernetes.io/web');
    assert.equal(found?.key, 'container.apparmor.security.beta.kubernetes.io/*');
    assert.equal(labelsNamed('web.container.alpha.windows.kubernetes.io/gmsa-credential-spec-name').length, 1);
  });

  it('does not find what only looks like it', () => {
    assert.deepEqual(labelsNamed('beta.kubernetes.io/os.example'), []);
    assert.deepEqual(labelsNamed('x.beta.kubernetes.io/os'), []);
    assert.deepEqual(labelsNamed('container.apparmor.security.beta-kubernetes.io/web'), []);
  });
});

describe('labelStanding', () => {
  it('follows the releases', () => {
    const master = fact('node-role.kubernetes.io/master');
    assert.equal(labelStanding(master, '1.19'), null);
    assert.equal(labelStanding(master, '1.20'), 'deprecated');
    assert.equal(labelStanding(master, '1.24'), 'removed');
    assert.equal(labelStanding(fact('node-role.kubernetes.io/master', 'taint'), '1.36'), 'deprecated');
  });

  it('tells a key that is beta by its name before its deprecation as no more than that', () => {
    assert.equal(labelStanding(fact('beta.kubernetes.io/os'), '1.13'), 'beta');
    assert.equal(labelStanding(fact('beta.kubernetes.io/os'), '1.14'), 'deprecated');
  });

  it('says nothing of what the server writes as status', () => {
    assert.equal(labelStanding(fact('autoscaling.alpha.kubernetes.io/conditions', 'annotation'), '1.36'), null);
  });
});

describe('mayHoldLabels', () => {
  it('passes over no text that holds a key', () => {
    // Keys without a domain are the users' own as often as not, and are not looked for.
    const keys = labelFacts().flatMap(({ key }) => (key.includes('/') ? [key] : []));
    for (const key of keys) assert.ok(mayHoldLabels(`metadata: { labels: { ${key}: x } }`), key);
    assert.ok(mayHoldLabels('{"kubernetes.io\\/ingress.class":"nginx"}'));
  });

  it('passes over a text that holds none', () => {
    assert.equal(mayHoldLabels('metadata: { labels: { app.kubernetes.io/name: shop } }'), false);
  });
});
