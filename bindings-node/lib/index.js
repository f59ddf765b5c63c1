// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const runtime = require('./runtime.js');

module.exports = {
  audit: require('./rooms/audit.js'),
  auto: require('./rooms/auto.js'),
  booklet: require('./rooms/booklet.js'),
  copy: require('./rooms/copy.js'),
  dispatch: require('./rooms/dispatch.js'),
  document: require('./rooms/document.js'),
  exam: require('./rooms/exam.js'),
  exchange: require('./rooms/exchange.js'),
  exporting: require('./rooms/export.js'),
  flatten: require('./rooms/flatten.js'),
  raster: require('./rooms/raster.js'),
  redact: require('./rooms/redact.js'),
  roster: require('./rooms/roster.js'),
  scan: require('./rooms/scan.js'),
  split: require('./rooms/split.js'),
  store: require('./rooms/store.js'),
  testing: require('./rooms/testing.js'),
  typeset: require('./rooms/typeset.js'),
  wrap: require('./rooms/wrap.js'),
  Document: runtime.Document,
  RedactedPdf: runtime.RedactedPdf,
  Store: runtime.Store,
  KorrigoError: runtime.KorrigoError,
  call: runtime.call,
  callSync: runtime.callSync,
  each: runtime.each,
  describe: runtime.describe,
  version: runtime.version,
};
