// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, item, listed, wait } = require('../runtime.js');

module.exports = {
  async ofCopy(plan, copy, sources, options) { return wait("redact::auto::of_copy", { plan, copy, sources: listed(sources, "Document"), ...chosen(options, { findings: "findings", notes: "notes", straighten: "straighten" }, ["barcodes", "confidence", "margin", "show_through"]) }, options); },
  async ofDocument(document, options) { return wait("redact::auto::of_document", { document: item(document, "Document"), ...chosen(options, {}, ["barcodes", "confidence", "margin", "show_through"]) }, options); },
};
