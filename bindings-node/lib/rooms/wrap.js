// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, wait } = require('../runtime.js');

module.exports = {
  async toPdf(files, options) { return wait("document::wrap::to_pdf", { files, ...chosen(options, { limits: "limits" }) }, options, [["*", "pdf"]]); },
};
