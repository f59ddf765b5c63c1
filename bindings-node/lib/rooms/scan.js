// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, item, sync, wait } = require('../runtime.js');

module.exports = {
  Digits: {
    likeliest(digits) { return sync("scan::Digits::likeliest", { this: digits }); },
    probability(digits, number) { return sync("scan::Digits::probability", { this: digits, number }); },
  },
  Side: {
    grade(side) { return sync("scan::Side::grade", { this: side }); },
  },
  Thumbprint: {
    liesWith(thumbprint, back) { return sync("scan::Thumbprint::lies_with", { this: thumbprint, back }); },
    likeness(thumbprint, other) { return sync("scan::Thumbprint::likeness", { this: thumbprint, other }); },
    showsThrough(thumbprint, back) { return sync("scan::Thumbprint::shows_through", { this: thumbprint, back }); },
  },
  async examine(sources, options) { return wait("scan::examine", { sources, ...chosen(options, {}) }, options); },
  async side(document, page, options) { return wait("scan::side", { document: item(document, "Document"), page, ...chosen(options, {}) }, options); },
};
