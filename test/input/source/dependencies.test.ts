import assert from 'node:assert/strict';
import { isDependencyName } from '../../../lib/input/endings.ts';
import { clientsIn } from '../../../lib/input/source/dependencies.ts';

/** The clients in a file, as `line:column library version`; the file must be one that is read. */
function clients(file: string, ...lines: readonly string[]): readonly string[] {
  assert.ok(isDependencyName(file), file);
  return clientsIn(file, file, lines.join('\n')).map(
    ({ line, column, library, version }) => `${line}:${column} ${library} ${version}`,
  );
}

describe('the client libraries of a program', () => {
  it('are read from npm’s files', () => {
    assert.deepEqual(
      clients('app/package.json', '{ "dependencies": {', '  "@kubernetes/client-node": "^0.17.1",', '  "x": "1" } }'),
      ['2:4 @kubernetes/client-node ^0.17.1'],
    );
    assert.deepEqual(
      clients(
        'package-lock.json',
        '{ "packages": {',
        '"node_modules/@kubernetes/client-node": {',
        '  "version": "0.17.1",',
      ),
      ['2:15 @kubernetes/client-node 0.17.1'],
    );
  });

  it('are read from the lock files of yarn and pnpm', () => {
    assert.deepEqual(clients('yarn.lock', '"@kubernetes/client-node@^0.17.0":', '  version "0.17.1"'), [
      '1:2 @kubernetes/client-node 0.17.1',
    ]);
    assert.deepEqual(clients('pnpm-lock.yaml', 'packages:', "  '@kubernetes/client-node@0.17.1':"), [
      '2:4 @kubernetes/client-node 0.17.1',
    ]);
  });

  it('are read from the files of Python and Go', () => {
    assert.deepEqual(clients('requirements-dev.txt', 'kubernetes-validate==1', 'kubernetes==12.0.1  # old'), [
      '2:1 kubernetes 12.0.1',
    ]);
    assert.deepEqual(clients('pyproject.toml', 'kubernetes = "^28.1.0"'), ['1:1 kubernetes 28.1.0']);
    assert.deepEqual(
      clients(
        'go.mod',
        'require (',
        '\tk8s.io/api v0.18.2',
        '\tk8s.io/client-go v0.18.2',
        ')',
        'replace k8s.io/client-go => ../it',
      ),
      ['3:2 k8s.io/client-go v0.18.2'],
    );
  });

  it('are those that a Go module is built with, not what it excludes or replaces', () => {
    const required = ['require k8s.io/client-go v0.17.0', ''];
    assert.deepEqual(clients('go.mod', ...required, 'exclude (', '\tk8s.io/client-go v12.0.0+incompatible', ')'), [
      '1:9 k8s.io/client-go v0.17.0',
    ]);
    assert.deepEqual(clients('go.mod', ...required, 'exclude k8s.io/client-go v12.0.0+incompatible'), [
      '1:9 k8s.io/client-go v0.17.0',
    ]);
    const block = ['replace (', '\tk8s.io/client-go v0.17.0 => k8s.io/client-go v0.36.0', ')'];
    assert.deepEqual(clients('go.mod', ...required, ...block), ['4:2 k8s.io/client-go v0.36.0']);
    const any = 'replace k8s.io/client-go => k8s.io/client-go v0.35.0';
    assert.deepEqual(clients('go.mod', ...required, any, ...block), ['3:1 k8s.io/client-go v0.35.0']);
    assert.deepEqual(clients('go.mod', ...required, ...block, any), ['4:2 k8s.io/client-go v0.36.0']);
    assert.deepEqual(clients('go.mod', 'exclude (', '\tk8s.io/client-go v0.1.0', '', '\tk8s.io/client-go v0.2.0'), []);
    assert.deepEqual(clients('go.mod', ...required, 'replace k8s.io/client-go v0.16.0 => k8s.io/client-go v0.16.1'), [
      '1:9 k8s.io/client-go v0.17.0',
    ]);
  });

  it('are none of other packages', () => {
    assert.deepEqual(clients('package.json', '{ "dependencies": { "kubernetes": "1.0.0" } }'), []);
    assert.equal(isDependencyName('docs/package.json.md'), false);
  });
});
