'use strict';
// What the native module of this machine is called.

const { platform, arch } = process;
const LIBRARIES = { linux: () => (process.report.getReport().header.glibcVersionRuntime ? '-gnu' : '-musl'), win32: () => '-msvc' };

module.exports = { file: `korrigo.${platform}-${arch}${LIBRARIES[platform]?.() ?? ''}.node` };
