// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, sync, wait } = require('../runtime.js');

module.exports = {
  SplitPlan: {
    acceptCopy(splitPlan, copy) { return sync("booklet::SplitPlan::accept_copy", { this: splitPlan, copy }); },
    markBlank(splitPlan, page, blank) { return sync("booklet::SplitPlan::mark_blank", { this: splitPlan, page, blank }); },
    mergeCopies(splitPlan, first, second) { return sync("booklet::SplitPlan::merge_copies", { this: splitPlan, first, second }); },
    movePage(splitPlan, page, target, options) { return sync("booklet::SplitPlan::move_page", { this: splitPlan, page, target, ...chosen(options, { number: "number" }) }); },
    needsReview(splitPlan) { return sync("booklet::SplitPlan::needs_review", { this: splitPlan }); },
    create(plan) { return sync("booklet::SplitPlan::new", { plan }); },
    rotateSide(splitPlan, page, by) { return sync("booklet::SplitPlan::rotate_side", { this: splitPlan, page, by }); },
    setCandidate(splitPlan, copy, options) { return sync("booklet::SplitPlan::set_candidate", { this: splitPlan, copy, ...chosen(options, { candidate: "candidate" }) }); },
    splitCopy(splitPlan, copy, before) { return sync("booklet::SplitPlan::split_copy", { this: splitPlan, copy, before }); },
    swapPages(splitPlan, one, other) { return sync("booklet::SplitPlan::swap_pages", { this: splitPlan, one, other }); },
  },
  async assign(findings, options) { return wait("booklet::assign", { findings, ...chosen(options, { certain: "certain", readings: "readings" }) }, options); },
  diff(before, after) { return sync("booklet::diff", { before, after }); },
  async plan(sources, mode, options) { return wait("booklet::plan", { sources, mode, ...chosen(options, {}) }, options); },
};
