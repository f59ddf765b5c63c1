// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, item, sync } = require('../runtime.js');

module.exports = {
  AnonymousId: {
    parse(text) { return sync("exam::AnonymousId::as_str", { text }); },
  },
  CommentBank: {
    forget(commentBank, text, options) { return sync("exam::CommentBank::forget", { this: commentBank, text, ...chosen(options, { question: "question" }) }); },
    create(official) { return sync("exam::CommentBank::new", { official }); },
    suggest(commentBank, most, options) { return sync("exam::CommentBank::suggest", { this: commentBank, most, ...chosen(options, { question: "question", typed: "typed" }) }); },
    take(commentBank, text, options) { return sync("exam::CommentBank::take", { this: commentBank, text, ...chosen(options, { question: "question", scoreDelta: "score_delta" }) }); },
  },
  Distribution: {
    of(marks) { return sync("exam::Distribution::of", { marks }); },
  },
  ExamKey: {
    derived(key, purpose) { return sync("exam::ExamKey::derived", { key, purpose }); },
    create(random) { return sync("exam::ExamKey::new", { random }); },
    parse(key) { return sync("exam::ExamKey::to_text", { key }); },
  },
  IdScheme: {
    capacity(idScheme) { return sync("exam::IdScheme::capacity", { this: idScheme }); },
    indexOf(idScheme, key, id) { return sync("exam::IdScheme::index_of", { this: idScheme, key, id }); },
    create(exam, copies, options) { return sync("exam::IdScheme::new", { exam, copies, ...chosen(options, { check: "check", digits: "digits", prefix: "prefix" }) }); },
    prefix(idScheme) { return sync("exam::IdScheme::prefix", { this: idScheme }); },
  },
  Mark: {
    fromHundredths(hundredths) { return sync("exam::Mark::from_hundredths", { hundredths }); },
    hundredths(mark) { return sync("exam::Mark::hundredths", { this: mark }); },
    isMultipleOf(mark, step) { return sync("exam::Mark::is_multiple_of", { this: mark, step }); },
    scaled(mark, numerator, denominator) { return sync("exam::Mark::scaled", { this: mark, numerator, denominator }); },
    sum(marks) { return sync("exam::Mark::sum", { marks }); },
  },
  MarkedPaper: {
    readAll(json) { return sync("exam::MarkedPaper::read_all", { json: item(json, "Bytes") }); },
  },
  MarkerStatistics: {
    of(copies) { return sync("exam::MarkerStatistics::of", { copies }); },
  },
  Scheme: {
    check(scheme, scores, options) { return sync("exam::Scheme::check", { this: scheme, scores, ...chosen(options, { deltas: "deltas", variant: "variant" }) }); },
    completeTotal(scheme, scores, options) { return sync("exam::Scheme::complete_total", { this: scheme, scores, ...chosen(options, { deltas: "deltas", variant: "variant" }) }); },
    items(scheme) { return sync("exam::Scheme::items", { this: scheme }); },
    missing(scheme, scores, options) { return sync("exam::Scheme::missing", { this: scheme, scores, ...chosen(options, { deltas: "deltas", variant: "variant" }) }); },
    outOf(scheme, options) { return sync("exam::Scheme::out_of", { this: scheme, ...chosen(options, { variant: "variant" }) }); },
    questions(scheme, options) { return sync("exam::Scheme::questions", { this: scheme, ...chosen(options, { variant: "variant" }) }); },
    read(json) { return sync("exam::Scheme::read", { json: item(json, "Bytes") }); },
    rescore(scheme, newScheme, copies) { return sync("exam::Scheme::rescore", { this: scheme, new: newScheme, copies }); },
    total(scheme, scores, options) { return sync("exam::Scheme::total", { this: scheme, scores, ...chosen(options, { deltas: "deltas", variant: "variant" }) }); },
    variants(scheme) { return sync("exam::Scheme::variants", { this: scheme }); },
  },
  Scores: {
    read(json) { return sync("exam::Scores::read", { json: item(json, "Bytes") }); },
    sum(scores, options) { return sync("exam::Scores::sum", { this: scores, ...chosen(options, { deltas: "deltas" }) }); },
  },
  Statistics: {
    of(scheme, copies, options) { return sync("exam::Statistics::of", { scheme, copies, ...chosen(options, { variant: "variant" }) }); },
  },
  Tolerance: {
    disagreements(tolerance, scheme, first, second, options) { return sync("exam::Tolerance::disagreements", { this: tolerance, scheme, first, second, ...chosen(options, { variant: "variant" }) }); },
  },
  anonymousId(scheme, key, index) { return sync("exam::anonymous_id", { scheme, key, index }); },
  histogram(marks, scale, width) { return sync("exam::histogram", { marks, scale, width }); },
};
