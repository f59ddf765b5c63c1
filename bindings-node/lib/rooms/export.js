// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, item, sync, wait } = require('../runtime.js');

module.exports = {
  ...require('../zip.js'),
  Archive: {
    async finish(entries, options) { return wait("export::Archive::finish", { entries, ...chosen(options, {}) }, options, [["zip"]]); },
  },
  FileNames: {
    take(wanted) { return sync("export::FileNames::take", { wanted }); },
  },
  MarkBook: {
    create(subject, rows) { return sync("export::MarkBook::new", { subject, rows }); },
    read(json, options) { return sync("export::MarkBook::read", { json: item(json, "Bytes"), ...chosen(options, { limits: "limits" }) }); },
  },
  MarkBookRow: {
    isGraded(markBookRow) { return sync("export::MarkBookRow::is_graded", { this: markBookRow }); },
  },
  async merge(papers, options) { return wait("export::merge", { papers, ...chosen(options, {}) }, options, [[]]); },
  outlineTitle(row, names) { return sync("export::outline_title", { row, names }); },
  paperName(row, names) { return sync("export::paper_name", { row, names }); },
  pronote(book) { return sync("export::pronote", { book }, [["csv"]]); },
  results(book, options) { return sync("export::results", { book, ...chosen(options, { language: "language" }) }, [["csv"], ["workbook"]]); },
  statistics(book, options) { return sync("export::statistics", { book, ...chosen(options, { language: "language" }) }, [["csv"], ["workbook"]]); },
};
