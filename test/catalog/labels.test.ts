import assert from 'node:assert/strict';
import type { LabelFact } from '../../lib/catalog/labels.ts';
import { hasKnownLabel, labelFacts, labelStanding, labelsNamed } from '../../lib/catalog/labels.ts';

function fact(key: string, type: LabelFact['type'] = 'label'): LabelFact {
  const found = labelsNamed(key).find((candidate) => candidate.type === type);
  assert.ok(found !== undefined, key);
  return found;
}

describe('hasKnownLabel', () => {
  it('finds every key of the facts that has a domain, whatever stands around it', () => {
    for (const { key } of labelFacts()) {
      if (!key.includes('/')) continue;
      const written = key.replace(/^\*/, 'web').replace('*', 'web');
      for (const text of [written, `- ${written}: "1"\n`, `{"${written}":1}`, `a/b: c\n${written}`])
        assert.equal(hasKnownLabel(text), true, text);
    }
  });

  it('finds none where there is none', () => {
    for (const text of [
      '',
      '/',
      'apps/v1',
      'app.kubernetes.io/name: web',
      'beta.kubernetes.io',
      'x.beta.kubernetes.io/arch',
    ])
      assert.equal(hasKnownLabel(text), false, text);
  });
});

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

describe('labelFacts', () => {
  it('name Pods wherever they name the templates of Pods', () => {
    const ofTemplates = labelFacts().filter(({ appliesTo }) => appliesTo.some((words) => /^pod templates/.test(words)));
    assert.ok(ofTemplates.length > 10);
    for (const { key, appliesTo } of ofTemplates) assert.ok(appliesTo.includes('core/v1 Pod'), key);
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

  it('knows of keys that are deprecated, or have a better one, since nobody says when', () => {
    const deprecated = fact('applyset.kubernetes.io/contains-group-resources', 'annotation');
    const superseded = fact('scheduler.alpha.kubernetes.io/tolerations', 'annotation');
    for (const release of ['1.0', '1.36']) {
      assert.equal(labelStanding(deprecated, release), 'deprecated');
      assert.equal(labelStanding(superseded, release), 'superseded');
    }
  });

  it('says nothing of what the server writes as status', () => {
    assert.equal(labelStanding(fact('autoscaling.alpha.kubernetes.io/conditions', 'annotation'), '1.36'), null);
  });
});
