// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, item, wait } = require('../runtime.js');

module.exports = {
  async audit(pdf, options) { return wait("redact::audit::audit", { pdf: item(pdf, "Bytes"), ...chosen(options, { expected: "expected", limits: "limits", needles: "needles", password: "password", zones: "zones" }) }, options); },
};
