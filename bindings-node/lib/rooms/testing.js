// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { sync } = require('../runtime.js');

module.exports = {
  panic() { return sync("testing::panic", {}); },
};
