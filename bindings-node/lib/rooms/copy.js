// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, sync } = require('../runtime.js');

module.exports = {
  Annotation: {
    check(annotation) { return sync("copy::Annotation::check", { this: annotation }); },
  },
  Checkpoint: {
    next(options) { return sync("copy::Checkpoint::next", { ...chosen(options, { exam: "exam", at: "at", reason: "reason", heads: "heads", last: "last" }) }); },
  },
  Copy: {
    apply(copy, events) { return sync("copy::Copy::apply", { this: copy, events }); },
    lock(copy, now) { return sync("copy::Copy::lock", { this: copy, now }); },
    create(id, pages) { return sync("copy::Copy::new", { id, pages }); },
    status(copy, now) { return sync("copy::Copy::status", { this: copy, now }); },
  },
  Fact: {
    isDecision(fact) { return sync("copy::Fact::is_decision", { this: fact }); },
  },
  Fence: {
    next(fence) { return sync("copy::Fence::next", { this: fence }); },
  },
  Link: {
    next(copy, event, payload, options) { return sync("copy::Link::next", { copy, event, payload, ...chosen(options, { last: "last" }) }); },
  },
  Lock: {
    isLive(lock, now) { return sync("copy::Lock::is_live", { this: lock, now }); },
  },
  LockToken: {
    hash(lockToken) { return sync("copy::LockToken::hash", { this: lockToken }); },
  },
  Payload: {
    create(event, salt) { return sync("copy::Payload::new", { event, salt }); },
  },
  Shape: {
    check(shape) { return sync("copy::Shape::check", { this: shape }); },
  },
  TokenHash: {
    isOf(tokenHash, token) { return sync("copy::TokenHash::is_of", { this: tokenHash, token }); },
  },
  Ttl: {
    after(ttl, now) { return sync("copy::Ttl::after", { this: ttl, now }); },
    fromSeconds(seconds) { return sync("copy::Ttl::from_seconds", { seconds }); },
  },
  decide(copy, command, context) { return sync("copy::decide", { copy, command, context }); },
  merge(into, from, context) { return sync("copy::merge", { into, from, context }); },
  sync(copy, batch, context) { return sync("copy::sync", { copy, batch, context }); },
  verify(copy, links, payloads) { return sync("copy::verify", { copy, links, payloads }); },
  verifyCheckpoints(exam, checkpoints, links) { return sync("copy::verify_checkpoints", { exam, checkpoints, links }); },
};
