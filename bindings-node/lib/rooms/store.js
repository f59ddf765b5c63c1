// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { Store, chosen, extend, item, sync } = require('../runtime.js');

extend(Store, {
  create(options) { return sync("copy::store::MemoryStore::new", { ...chosen(options, { now: "now" }) }, [[]]); },
});

extend(Store.prototype, {
  setNow(now) { return sync("copy::store::MemoryStore::set_now", { this: this, now }); },
  checkpoint(exam, copies, reason) { return sync("copy::store::checkpoint", { store: this, exam, copies, reason }); },
  create(copy, pages, request) { return sync("copy::store::create", { store: this, copy, pages, request }); },
  eraseHistory(copy) { return sync("copy::store::erase_history", { store: this, copy }); },
  forget(copy) { return sync("copy::store::forget", { store: this, copy }); },
  handle(copy, command, request) { return sync("copy::store::handle", { store: this, copy, command, request }); },
  merge(into, from, request) { return sync("copy::store::merge", { store: this, into, from, request }); },
  sync(copy, batch, request) { return sync("copy::store::sync", { store: this, copy, batch, request }); },
});

module.exports = {
  Store,
  Log: {
    of(store, exam, copies) { return sync("copy::store::Log::of", { store: item(store, "Store"), exam, copies }); },
    read(json, options) { return sync("copy::store::Log::read", { json: item(json, "Bytes"), ...chosen(options, { limits: "limits" }) }); },
    verify(log) { return sync("copy::store::Log::verify", { this: log }); },
  },
  Opened: {
    append(opened, events, salt, options) { return sync("copy::store::Opened::append", { this: opened, events, salt, ...chosen(options, { token: "token" }) }); },
  },
  Snapshot: {
    create(copy) { return sync("copy::store::Snapshot::new", { copy }); },
  },
  Stored: {
    open(stored, copy) { return sync("copy::store::Stored::open", { this: stored, copy }); },
  },
  prepare(options) { return sync("copy::store::prepare", { ...chosen(options, { stored: "stored", copy: "copy", command: "command", request: "request" }) }); },
};
