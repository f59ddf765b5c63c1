// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, item, wait } = require('../runtime.js');

module.exports = {
  async page(document, page, dpi, options) { return wait("raster::page", { document: item(document, "Document"), page, dpi, ...chosen(options, {}, ["clip", "colour", "format", "rotate"]) }, options, [["image"]]); },
  async thumbnail(options) { return wait("raster::thumbnail", { ...chosen(options, { document: "document", page: "page", width: "width", height: "height" }, ["clip", "colour", "format", "rotate"]) }, options, [["image"]]); },
};
