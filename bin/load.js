'use strict';
// Loads the bundle together with what V8 made of its code when it was built (scripts/code-cache.mjs): to read half a megabyte
// of code anew takes a third of a short run. That helps the V8 that the package was built with; any other reads the code.

const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const BUNDLE = join(__dirname, '..', 'dist', 'bundle');

/** V8 takes only what was made by the same version, for the same processor. */
const STORE = join(BUNDLE, `code-${process.versions.v8}-${process.arch}`);

/** How many bytes stand before what V8 made: they tell its length. Behind it is the code that it was made of. */
const HEADER = 8;

/**
 * Gives a function that loads a file of the bundle by its name, with all that it requires, and gives what it exports.
 *
 * @param find gives the code of a file and what V8 made of it before, if anything; `null` where Node.js is to load it.
 * @param note is told of each that Node.js did not load.
 */
function loader(find, note = () => undefined) {
  function load(name) {
    const filename = join(BUNDLE, name);
    const known = require.cache[filename];
    if (known !== undefined) return known.exports;
    const found = find(name, filename);
    return found === null ? require(filename) : run(name, filename, found);
  }

  function run(name, filename, { code, made }) {
    const script = new Script(
      `(function (exports, require, module, __filename, __dirname) {${code.latin1Slice()}\n})`,
      {
        filename,
        cachedData: made,
      },
    );
    const module = new Module(filename);
    module.filename = filename;
    // One and the same for all that require it, whoever loads them.
    require.cache[filename] = module;
    note(name, script, code);
    const requireFrom = (id) => (id.startsWith('./') ? load(id.slice('./'.length)) : require(id));
    script.runInThisContext()(module.exports, requireFrom, module, filename, dirname(filename));
    module.loaded = true;
    return module.exports;
  }

  return load;
}

/** What is stored of a file. V8 itself compares no more of the code than its length. */
function stored(name, filename) {
  const bytes = bytesAt(join(STORE, name));
  if (bytes === null || bytes.length < HEADER) return null;
  const end = HEADER + bytes.readUInt32LE();
  const code = readFileSync(filename);
  return code.equals(bytes.subarray(end)) ? { code, made: bytes.subarray(HEADER, end) } : null;
}

function bytesAt(path) {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

module.exports = { loader, stored, BUNDLE, STORE, HEADER };
