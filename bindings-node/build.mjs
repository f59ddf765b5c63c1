// Builds the native module and puts it where native.js finds it: node build.mjs [--built]
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import machine from './lib/machine.js';

const here = dirname(fileURLToPath(import.meta.url));
if (!process.argv.includes('--built')) {
  execFileSync('cargo', ['build', '--release', '--package', 'korrigo-node'], { cwd: here, stdio: 'inherit' });
}
const target = process.env.CARGO_TARGET_DIR ?? join(here, '..', 'target');
const built = { linux: 'libkorrigo_node.so', darwin: 'libkorrigo_node.dylib', win32: 'korrigo_node.dll' }[process.platform];
copyFileSync(join(target, 'release', built), join(here, machine.file));
