import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';

/** What is said of a Basket in v1beta1, with the definition that deprecates it in one of several places. */
async function judgedWith(holder: (definition: object) => object): Promise<string | undefined> {
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'baskets.shop.example.com' },
    spec: {
      group: 'shop.example.com',
      names: { kind: 'Basket', plural: 'baskets' },
      versions: [
        { name: 'v1', served: true, storage: true },
        { name: 'v1beta1', served: true, storage: false, deprecated: true, deprecationWarning: 'write v1' },
      ],
    },
  };
  const basket = { apiVersion: 'shop.example.com/v1beta1', kind: 'Basket', metadata: { name: 'b' } };
  const text = [basket, holder(definition)].map((object) => `${JSON.stringify(object)}\n`).join('---\n');
  const { findings } = await audit({ file: 'a.yaml', text }, { target: '1.36' });
  return findings.find(({ subject, via }) => subject.kind === 'Basket' && via === 'resource')?.rule;
}

describe('definitions in the input', () => {
  it('judge what stands before them, on their own and inside of others', async () => {
    assert.equal(await judgedWith((definition) => definition), 'deprecated-api');
    assert.equal(await judgedWith((item) => ({ apiVersion: 'v1', kind: 'List', items: [item] })), 'deprecated-api');
    const template = { apiVersion: 'template.openshift.io/v1', kind: 'Template', metadata: { name: 't' } };
    assert.equal(await judgedWith((item) => ({ ...template, objects: [item] })), 'deprecated-api');
  });

  it('do not judge where they are not there', async () => {
    assert.equal(await judgedWith(() => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } })), 'unknown-api');
  });
});
