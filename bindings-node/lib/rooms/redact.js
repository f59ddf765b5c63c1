// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { RedactedPdf, chosen, extend, item, sync, wait } = require('../runtime.js');

extend(RedactedPdf.prototype, {
  audit() { return sync("redact::RedactedPdf::audit", { this: this }); },
  bytes() { return sync("redact::RedactedPdf::bytes", { this: this }, [[]]); },
  notes() { return sync("redact::RedactedPdf::notes", { this: this }); },
  pageCount() { return sync("redact::RedactedPdf::page_count", { this: this }); },
  async receipt(key, options) { return wait("redact::RedactedPdf::receipt", { this: this, key, ...chosen(options, {}) }, options); },
  wiped() { return sync("redact::RedactedPdf::wiped", { this: this }); },
  zones() { return sync("redact::RedactedPdf::zones", { this: this }); },
});

extend(RedactedPdf, {
  async fromStorage(pdf, receipt, key, options) { return wait("redact::RedactedPdf::from_storage", { pdf: item(pdf, "Bytes"), receipt, key, ...chosen(options, {}) }, options, [[]]); },
});

module.exports = {
  RedactedPdf,
  RedactionPlan: {
    create(plan) { return sync("redact::RedactionPlan::new", { plan }); },
  },
  async apply(document, plan, options) { return wait("redact::apply", { document: item(document, "Document"), plan, ...chosen(options, { needles: "needles" }) }, options, [[]]); },
  plan(document, zones, options) { return sync("redact::plan", { document: item(document, "Document"), zones, ...chosen(options, {}, ["backs", "fill", "stamps", "unseen_text"]) }); },
};
