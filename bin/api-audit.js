#!/usr/bin/env node
const { loader, stored } = require('./load.js');

loader(stored)('main.cjs')
  .main(process.argv.slice(2))
  .then((status) => {
    process.exitCode = status;
  });
