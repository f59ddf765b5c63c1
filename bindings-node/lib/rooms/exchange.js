// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, item, sync, wait } = require('../runtime.js');

module.exports = {
  Pages: {
    of(document, pages) { return sync("flatten::exchange::Pages::of", { document: item(document, "Document"), pages }); },
  },
  fromJson(json, pages) { return sync("flatten::exchange::from_json", { json: item(json, "Bytes"), pages }); },
  async fromPdf(document, pages, options) { return wait("flatten::exchange::from_pdf", { document: item(document, "Document"), pages, ...chosen(options, {}) }, options); },
  fromXfdf(xfdf, pages) { return sync("flatten::exchange::from_xfdf", { xfdf: item(xfdf, "Bytes"), pages }); },
  toJson(annotations) { return sync("flatten::exchange::to_json", { annotations }, [[]]); },
  toXfdf(annotations, pages, options) { return sync("flatten::exchange::to_xfdf", { annotations, pages, ...chosen(options, { authors: "authors" }) }, [[]]); },
};
