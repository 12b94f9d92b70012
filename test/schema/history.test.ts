import assert from 'node:assert/strict';
import { bundledFieldTypes } from '../../lib/schema/field-types.ts';
import { fieldAt, fieldHistory, hasField } from '../../lib/schema/history.ts';
import { gvkOf } from '../support/findings.ts';

describe('fieldHistory', () => {
  const history = (gvk: string, path: string, release: string) => fieldHistory(gvkOf(gvk), path, release);

  it('tells since when a field that is there has been there', () => {
    assert.deepEqual(history('v1 Pod', 'spec.hostUsers', '1.36'), { introduced: '1.25', removed: null });
  });

  it('does not know when a field came that the first Snapshot with fields has', () => {
    assert.deepEqual(history('v1 Pod', 'spec.containers[].image', '1.36'), { introduced: null, removed: null });
  });

  it('tells from when on a field will be there', () => {
    assert.deepEqual(history('v1 Pod', 'spec.hostUsers', '1.20'), { introduced: '1.25', removed: null });
  });

  it('tells which release took a field away', () => {
    assert.deepEqual(history('v1 Service', 'spec.topologyKeys', '1.30'), { introduced: null, removed: '1.22' });
  });

  it('is null for what no release has', () => {
    assert.equal(history('v1 Pod', 'spec.hostUser', '1.30'), null);
    assert.equal(history('v1 Quay', 'spec.hostUsers', '1.30'), null);
  });

  it('follows a field though its type was renamed on the way', () => {
    assert.deepEqual(history('v1 Pod', 'spec.containers[].lifecycle.postStart.tcpSocket', '1.36'), {
      introduced: null,
      removed: null,
    });
  });
});

describe('fieldAt', () => {
  const type = bundledFieldTypes('1.36')?.of(gvkOf('apps/v1 Deployment'));

  it('finds a field with and without the marks of lists', () => {
    assert.ok(type != null);
    assert.equal(fieldAt(type, 'spec.template.spec.containers[].image')?.name, 'image');
    assert.equal(fieldAt(type, 'spec.template.spec.containers.image')?.name, 'image');
    assert.equal(fieldAt(type, 'spec.template.image'), null);
    assert.equal(fieldAt(type, ''), null);
  });
});

describe('hasField', () => {
  it('holds only where a Snapshot shows it', () => {
    assert.equal(hasField(gvkOf('v1 Pod'), 'spec.containers', '1.36'), true);
    assert.equal(hasField(gvkOf('v1 Pod'), 'spec.containers', '1.3'), false);
    assert.equal(hasField(gvkOf('v1 Pod'), 'spec.nope', '1.36'), false);
  });
});
