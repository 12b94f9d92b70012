import assert from 'node:assert/strict';
import { isOpenDescriptor, notAFile } from '../../lib/model/regular-file.ts';

const [FILE, FOLDER, PIPE] = [
  { isFile: () => true, isDirectory: () => false },
  { isFile: () => false, isDirectory: () => true },
  { isFile: () => false, isDirectory: () => false },
];

describe('isOpenDescriptor', () => {
  for (const path of ['/dev/stdin', '/dev/fd/63', '/proc/self/fd/0']) {
    it(`knows ${path}`, () => assert.equal(isOpenDescriptor(path), true));
  }
  for (const path of [
    '/dev/stdin2',
    '/x/dev/stdin',
    '/dev/fd/',
    '/dev/fd/6x',
    '/dev/zero',
    '/proc/1/fd/0',
    'dev/fd/6',
  ]) {
    it(`does not take ${path} for one`, () => assert.equal(isOpenDescriptor(path), false));
  }
});

describe('notAFile', () => {
  it('has nothing to say of a file', () => assert.equal(notAFile(FILE, '/a.yaml'), null));

  it('has nothing to say of a pipe that is open already', () => assert.equal(notAFile(PIPE, '/dev/fd/63'), null));

  it('tells a folder from what has no end', () => {
    assert.equal(notAFile(FOLDER, '/a'), 'a folder');
    assert.equal(notAFile(PIPE, '/a.yaml'), 'no regular file (a pipe, socket or device)');
  });
});
