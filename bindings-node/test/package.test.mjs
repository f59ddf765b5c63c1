// The package as it leaves: generated code is current, the README's example runs, types are right, linters are content.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { demo, here } from './support.mjs';

function within(work) {
  const folder = mkdtempSync(join(tmpdir(), 'korrigo-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const tool = (name, ...rest) => execFileSync(join(here, 'node_modules', '.bin', name), rest, { cwd: here, encoding: 'utf8', stdio: 'pipe' });

test('the typed layer is what the table of calls says', () => within((folder) => {
  writeFileSync(join(folder, 'calls.json'), createRequire(import.meta.url)('../native.js').describe());
  execFileSync('python3', ['-B', join(here, '..', 'bindings-common', 'generate', 'node.py'), join(folder, 'calls.json'), folder]);
  const out = join(folder, 'bindings-node');
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  assert.ok(files.length > 20);
  for (const { parentPath, path = parentPath, name } of files) {
    const place = join(path, name).slice(out.length);
    assert.equal(readFileSync(join(out, place), 'utf8'), readFileSync(join(here, place), 'utf8'), `${place} is not current: bindings-common/generate/all`);
  }
}));

test('the ten lines of the README run', () => within((folder) => {
  const example = readFileSync(join(here, 'README.md'), 'utf8').match(/```js\n([^]*?)```/)[1];
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(here, join(folder, 'node_modules', 'korrigo'));
  writeFileSync(join(folder, 'example.mjs'), example);
  writeFileSync(join(folder, 'scan.pdf'), demo());
  const said = execFileSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' });
  assert.match(said, /^4 pages of MATH-\d+\n$/);
  assert.equal(readFileSync(join(folder, 'hidden.pdf')).subarray(0, 5).toString(), '%PDF-');
}));

test('the types are right, for modules and for CommonJS', () => {
  tool('tsc', '--noEmit', '--project', 'test/types');
});

test('publint and attw find nothing', () => {
  tool('publint', '--strict');
  tool('attw', '--pack', '.');
});
