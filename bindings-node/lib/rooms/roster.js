// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

const { chosen, item, sync, wait } = require('../runtime.js');

module.exports = {
  Attendance: {
    code(attendance) { return sync("roster::Attendance::code", { this: attendance }); },
    expectsPaper(attendance) { return sync("roster::Attendance::expects_paper", { this: attendance }); },
  },
  BirthDate: {
    create(year, month, day) { return sync("roster::BirthDate::new", { year, month, day }); },
  },
  Candidate: {
    needles(candidate) { return sync("roster::Candidate::needles", { this: candidate }); },
  },
  CountingSheet: {
    of(roster, matching, options) { return sync("roster::CountingSheet::of", { roster, matching, ...chosen(options, { said: "said" }) }); },
  },
  DateRead: {
    date(dateRead) { return sync("roster::DateRead::date", { this: dateRead }); },
    wrongDigits(dateRead, date) { return sync("roster::DateRead::wrong_digits", { this: dateRead, date }); },
  },
  Reading: {
    sameCandidate(reading, other) { return sync("roster::Reading::same_candidate", { this: reading, other }); },
  },
  Roster: {
    needles(roster) { return sync("roster::Roster::needles", { this: roster }); },
    read(csv, options) { return sync("roster::Roster::read", { csv: item(csv, "Bytes"), ...chosen(options, { limits: "limits" }) }); },
  },
  async matchCopies(roster, readings, options) { return wait("roster::match_copies", { roster, readings, ...chosen(options, { copies: "copies" }) }, options); },
  normalise(name) { return sync("roster::normalise", { name }); },
};
