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

  it('are read in whatever form Python has them', () => {
    const forms: readonly (readonly [file: string, expected: readonly string[], ...lines: readonly string[]])[] = [
      ['requirements.txt', ['1:1 kubernetes_asyncio 10.0.0'], 'kubernetes_asyncio==10.0.0'],
      ['requirements.txt', ['1:1 kubernetes 12.0.1'], 'kubernetes[adal] === 12.0.1'],
      ['requirements.txt', ['1:1 kubernetes 12.0.1'], 'kubernetes>=9.0,<=12.0.1'],
      ['requirements.txt', [], 'kubernetes>=9.0', 'kubernetes'],
      ['setup.cfg', ['2:5 kubernetes-asyncio 12.1'], 'install_requires =', '    kubernetes-asyncio ~= 12.1'],
      ['pyproject.toml', ['1:1 kubernetes 12.0'], 'kubernetes = { extras = ["adal"], version = "^12.0" }'],
      ['pyproject.toml', ['2:4 kubernetes 12.0.1'], 'dependencies = [', '  "kubernetes[adal]==12.0.1",', ']'],
      ['poetry.lock', ['2:9 kubernetes 12.0.1'], '[[package]]', 'name = "kubernetes"', 'version = "12.0.1"'],
      ['uv.lock', [], '[[package]]', 'name = "kubernetes-validate"', 'version = "1.0"'],
      ['Pipfile.lock', ['1:2 kubernetes 12.0.1'], '"kubernetes": { "hashes": ["a"],', '"version": "==12.0.1" }'],
    ];
    for (const [file, expected, ...lines] of forms) assert.deepEqual(clients(file, ...lines), expected, lines.join());
  });

  it('are read from the types of Kubernetes where a module of Go names no client, and from what was before modules', () => {
    const forms: readonly (readonly [file: string, expected: readonly string[], ...lines: readonly string[]])[] = [
      ['go.mod', ['1:9 k8s.io/api v0.17.4'], 'require k8s.io/api v0.17.4'],
      ['go.mod', ['2:1 k8s.io/api v0.18.0'], 'require k8s.io/api v0.17.4', 'replace k8s.io/api => k8s.io/api v0.18.0'],
      ['go.mod', ['1:9 k8s.io/client-go kubernetes-1.14.1'], 'require k8s.io/client-go kubernetes-1.14.1'],
      ['go.mod', [], 'require k8s.io/apimachinery v0.17.4'],
      [
        'Gopkg.toml',
        ['2:11 k8s.io/client-go v8.0.0'],
        '[[constraint]]',
        '  name = "k8s.io/client-go"',
        '  version = "v8.0.0"',
      ],
      [
        'Gopkg.lock',
        ['2:11 k8s.io/client-go kubernetes-1.11.0'],
        '[[projects]]',
        '  name = "k8s.io/client-go"',
        '  packages = [',
        '    "discovery",',
        '  ]',
        '  revision = "1f13a808da65775f22cbf47862c4e5898d8f4ca1"',
        '  version = "kubernetes-1.11.0"',
      ],
      [
        'Gopkg.lock',
        [],
        '[[projects]]',
        '  name = "k8s.io/client-go"',
        '  revision = "1f13a808da65775f22cbf47862c4e5898d8f4ca1"',
        '',
        '[[projects]]',
        '  name = "github.com/shop/till"',
        '  version = "v8.0.0"',
      ],
      ['Gopkg.toml', ['1:9 k8s.io/client-go ^8.0.0'], 'name = "k8s.io/client-go"', 'version = "^8.0.0"'],
      ['glide.yaml', ['2:12 k8s.io/client-go v8.0.0'], 'import:', '- package: k8s.io/client-go', '  version: v8.0.0'],
      ['glide.yaml', [], '- package: k8s.io/client-go', '  version: 23781f4d6632d88e869066eaebb743857aef1e9b'],
    ];
    for (const [file, expected, ...lines] of forms) assert.deepEqual(clients(file, ...lines), expected, lines.join());
  });

  it('are none of other packages', () => {
    assert.deepEqual(clients('package.json', '{ "dependencies": { "kubernetes": "1.0.0" } }'), []);
    assert.equal(isDependencyName('docs/package.json.md'), false);
  });
});
