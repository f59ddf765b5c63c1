// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, item, wait } = require('../runtime.js');

module.exports = {
  async verify(document, options) { return wait("flatten::verify", { document: item(document, "Document"), ...chosen(options, { fonts: "fonts" }) }, options); },
  async write(document, pages, options) { return wait("flatten::write", { document: item(document, "Document"), pages, ...chosen(options, { fonts: "fonts", marking: "marking" }, ["archive", "attach", "authors", "editable", "language", "marks_only", "summary_first"]) }, options, [["pdf"]]); },
  async writeForMarker(copy, id, pages, options) { return wait("flatten::write_for_marker", { copy: item(copy, "RedactedPdf"), id, pages, ...chosen(options, { fonts: "fonts", marking: "marking" }, ["archive", "attach", "authors", "editable", "language", "marks_only", "summary_first"]) }, options, [["pdf"]]); },
};
