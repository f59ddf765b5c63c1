'use strict';
// What the native module of this machine is called.

const { readFileSync } = require('node:fs');

const { platform, arch } = process;

function isMusl() {
  try {
    return readFileSync('/usr/bin/ldd', 'utf8').includes('musl');
  } catch {
    // Slower: it looks around in the whole process.
    process.report.excludeNetwork = true;
    return !process.report.getReport().header.glibcVersionRuntime;
  }
}

const LIBRARIES = { linux: () => (isMusl() ? '-musl' : '-gnu'), win32: () => '-msvc' };

module.exports = { file: `korrigo.${platform}-${arch}${LIBRARIES[platform]?.() ?? ''}.node` };
