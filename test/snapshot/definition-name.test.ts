import assert from 'node:assert/strict';
import { definitionNames, modernName, parseDefinitionName } from '../../lib/snapshot/definition-name.ts';

describe('the names of definitions', () => {
  it("are written in today's form, whatever the release", () => {
    assert.equal(modernName('io.k8s.kubernetes.pkg.api.v1.Pod'), 'io.k8s.api.core.v1.Pod');
    assert.equal(
      modernName('io.k8s.kubernetes.pkg.apis.apps.v1beta1.Deployment'),
      'io.k8s.api.apps.v1beta1.Deployment',
    );
    assert.equal(modernName('io.k8s.api.core.v1.Pod'), 'io.k8s.api.core.v1.Pod');
    assert.equal(modernName('io.cert-manager.v1.Certificate'), 'io.cert-manager.v1.Certificate');
  });

  it('are taken apart from the end, as packages have any number of parts', () => {
    assert.deepEqual(parseDefinitionName('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'), {
      package: 'io.k8s.apimachinery.pkg.apis.meta',
      version: 'v1',
      type: 'ObjectMeta',
    });
    assert.equal(parseDefinitionName('intstr.IntOrString'), null);
  });

  it('give an alias the name of what it stands for', () => {
    const names = definitionNames(
      {
        'io.k8s.kubernetes.pkg.api.v1.Pod': { description: 'Moved.', $ref: '#/definitions/io.k8s.api.core.v1.Pod' },
        'io.k8s.api.core.v1.Pod': { type: 'object' },
      },
      {},
    );
    assert.equal(names.get('io.k8s.kubernetes.pkg.api.v1.Pod'), 'io.k8s.api.core.v1.Pod');
  });

  describe('of 1.5, which are a version and a type', () => {
    const ref = (name: string) => ({ $ref: `#/definitions/${name}` });
    const definitions = {
      'v1.Scale': { properties: {} },
      'v1.Pod': { properties: {} },
      'v1beta1.Job': { properties: { spec: ref('v1beta1.JobSpec') } },
      'v1beta1.JobSpec': { properties: {} },
      'v1beta1.Deployment': { properties: {} },
      'unversioned.Status': { properties: {} },
      'versioned.Event': { properties: {} },
    };
    const paths = {
      '/api/v1/scale': { get: { responses: { 200: { schema: ref('v1.Scale') } } } },
      '/apis/extensions/v1beta1/jobs': { get: { responses: { 200: { schema: ref('v1beta1.Job') } } } },
      '/apis/extensions/v1beta1/deployments': { get: { responses: { 200: { schema: ref('v1beta1.Deployment') } } } },
    };
    const later = [
      'io.k8s.api.core.v1.Pod',
      'io.k8s.api.autoscaling.v1.Scale',
      'io.k8s.api.apps.v1beta1.Deployment',
      'io.k8s.api.extensions.v1beta1.Deployment',
      'io.k8s.apimachinery.pkg.apis.meta.v1.Status',
    ];
    const names = definitionNames(definitions, paths, later);

    it('take the package of the only such type one release later', () => {
      assert.equal(names.get('v1.Pod'), 'io.k8s.api.core.v1.Pod');
      assert.equal(names.get('v1.Scale'), 'io.k8s.api.autoscaling.v1.Scale');
      assert.equal(names.get('unversioned.Status'), 'io.k8s.apimachinery.pkg.apis.meta.v1.Status');
    });

    it('take the group of the path that serves them where there are several or none', () => {
      assert.equal(names.get('v1beta1.Deployment'), 'io.k8s.api.extensions.v1beta1.Deployment');
      assert.equal(names.get('v1beta1.Job'), 'io.k8s.api.extensions.v1beta1.Job');
    });

    it('take the package of the definitions that refer to them', () => {
      assert.equal(names.get('v1beta1.JobSpec'), 'io.k8s.api.extensions.v1beta1.JobSpec');
    });

    it('stay as they are where nothing tells the package', () => {
      assert.equal(names.get('versioned.Event'), 'versioned.Event');
      assert.equal(definitionNames(definitions, paths).get('v1.Pod'), 'v1.Pod');
    });
  });
});
