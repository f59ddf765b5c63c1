'use strict';
// Finds the native module of this machine beside this file.

const { file } = require('./lib/machine.js');

try {
  module.exports = require(`./${file}`);
} catch (error) {
  throw new Error(`korrigo has no native module for this machine (${file}); \`npm run build\` in its folder makes one`, { cause: error });
}
