// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { sync } = require('../runtime.js');

module.exports = {
  Dispatched: {
    left(dispatched) { return sync("dispatch::Dispatched::left", { this: dispatched }); },
  },
  Waiting: {
    byQuestion(copies, questions) { return sync("dispatch::Waiting::by_question", { copies, questions }); },
  },
  dispatch(copies, markers, options) { return sync("dispatch::dispatch", { copies, markers, options }); },
};
