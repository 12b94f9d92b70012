import assert from 'node:assert/strict';
import { posix, win32 } from 'node:path';
import { commonFolder, globFolder, isWithin, shownPath } from '../../lib/model/paths.ts';

describe('shownPath', () => {
  it('goes from the folder, with forward slashes on every system', () => {
    assert.equal(shownPath('/repo', '/repo/web/a.yaml', posix), 'web/a.yaml');
    assert.equal(shownPath('/repo', 'web/a\\b.yaml', posix), 'web/a\\b.yaml');
    assert.equal(shownPath('C:\\repo', 'C:\\repo\\web\\a.yaml', win32), 'web/a.yaml');
    assert.equal(shownPath('C:\\repo', 'web\\a.yaml', win32), 'web/a.yaml');
    assert.equal(shownPath('C:\\repo', 'c:\\Repo\\..\\other\\a.yaml', win32), '../other/a.yaml');
  });

  it('is absolute where another drive of Windows has it, and a dot for the folder', () => {
    assert.equal(shownPath('C:\\repo', 'D:\\web\\a.yaml', win32), 'D:/web/a.yaml');
    assert.equal(shownPath('C:\\repo', 'C:\\repo', win32), '.');
    assert.equal(shownPath('/repo', '/repo', posix), '.');
  });
});

describe('isWithin', () => {
  it('tells what is in a folder from what is beside it', () => {
    assert.ok(isWithin('C:\\repo', 'C:\\repo\\web', win32));
    assert.ok(isWithin('C:\\repo', 'c:\\REPO\\..web', win32));
    assert.ok(!isWithin('C:\\repo', 'C:\\repository', win32));
    assert.ok(!isWithin('C:\\repo', 'D:\\repo\\web', win32));
    assert.ok(isWithin('/', '/repo', posix));
    assert.ok(!isWithin('/repo/web', '/repo', posix));
  });
});

describe('commonFolder', () => {
  it('is the innermost that holds all', () => {
    assert.equal(commonFolder(['/repo/web/a', '/repo/web/b', '/repo/web'], posix), '/repo/web');
    assert.equal(commonFolder(['/repo', '/other'], posix), '/');
    assert.equal(commonFolder(['C:\\repo\\web\\a', 'C:\\repo\\jobs'], win32), 'C:\\repo');
  });

  it('is none where there are several drives, or no folders', () => {
    assert.equal(commonFolder(['C:\\repo', 'D:\\repo'], win32), null);
    assert.equal(commonFolder([], posix), null);
  });
});

describe('globFolder', () => {
  it('ends before the first sign of the pattern, at what parts folders there', () => {
    assert.equal(globFolder('manifests/web/*.yaml', posix), 'manifests/web/');
    assert.equal(globFolder('manifests/w{eb,here}/*.yaml', posix), 'manifests/');
    assert.equal(globFolder('*.yaml', posix), '.');
    assert.equal(globFolder('manifests/', posix), 'manifests/');
    assert.equal(globFolder('mani\\*.yaml', posix), '.');
    assert.equal(globFolder('manifests\\web\\*.yaml', win32), 'manifests\\web\\');
    assert.equal(globFolder('manifests/web\\*.yaml', win32), 'manifests/web\\');
    assert.equal(globFolder('C:\\repo\\**\\*.yaml', win32), 'C:\\repo\\');
  });
});
