// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { Document, chosen, extend, item, sync, wait } = require('../runtime.js');

extend(Document.prototype, {
  async hash(options) { return wait("document::Document::hash", { this: this, ...chosen(options, {}) }, options); },
  async inspect(options) { return wait("document::Document::inspect", { this: this, ...chosen(options, {}) }, options); },
  isEncrypted() { return sync("document::Document::is_encrypted", { this: this }); },
  isRepaired() { return sync("document::Document::is_repaired", { this: this }); },
  pageCount() { return sync("document::Document::page_count", { this: this }); },
  readers() { return sync("document::Document::readers", { this: this }); },
  readersDisagree() { return sync("document::Document::readers_disagree", { this: this }); },
  resolution(page) { return sync("document::Document::resolution", { this: this, page }); },
});

extend(Document, {
  async open(source, options) { return wait("document::Document::open", { source: item(source, "Bytes"), ...chosen(options, { limits: "limits", name: "name", password: "password" }) }, options, [[]]); },
});

module.exports = {
  Document,
  Page: {
    geometry(document, page) { return sync("document::Page::geometry", { this: item(document, "Document"), page }); },
  },
  async inspect(source, options) { return wait("document::inspect", { source: item(source, "Bytes"), ...chosen(options, { limits: "limits", name: "name", password: "password" }) }, options); },
};
