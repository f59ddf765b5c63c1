// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, every, listed, wait } = require('../runtime.js');

module.exports = {
  async apply(plan, sources, options) { return wait("split::apply", { plan, sources: listed(sources, "Document"), ...chosen(options, {}, ["keep_uncut", "straighten"]) }, options, [["*", "pdf"]]); },
  each(plan, sources, options) { return every("split::apply", { plan, sources: listed(sources, "Document"), ...chosen(options, {}, ["keep_uncut", "straighten"]) }, options, [["pdf"]]); },
  async copy(plan, index, sources, options) { return wait("split::copy", { plan, index, sources: listed(sources, "Document"), ...chosen(options, {}, ["keep_uncut", "straighten"]) }, options, [["pdf"]]); },
  async reviewPage(plan, index, sources, options) { return wait("split::review_page", { plan, index, sources: listed(sources, "Document"), ...chosen(options, {}, ["keep_uncut", "straighten"]) }, options, [["pdf"]]); },
};
