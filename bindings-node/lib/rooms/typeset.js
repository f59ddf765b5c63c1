// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, sync } = require('../runtime.js');

module.exports = {
  Fonts: {
    missing(text, options) { return sync("typeset::Fonts::missing", { text, ...chosen(options, { fonts: "fonts" }) }); },
  },
};
