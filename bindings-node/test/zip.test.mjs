// Papers as a ZIP stream.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { exporting } from '../lib/index.mjs';
import { pdf } from './support.mjs';

const papers = [{ name: 'MATH-0001', file: pdf(1) }, { name: '../MATH-0001', file: pdf(2) }, { name: 'liste', ending: 'csv', file: Buffer.from('a;b') }];

async function* late() {
  for (const paper of papers) {
    await new Promise(setImmediate);
    yield paper;
  }
}

test('a stream is the archive that is made at once', async () => {
  const zip = await buffer(exporting.zip(late()));
  const entries = papers.map(({ ending = 'pdf', ...rest }) => ({ ending, ...rest }));
  const { zip: whole, names } = await exporting.Archive.finish(entries);
  assert.ok(zip.equals(whole));
  assert.ok(zip.equals(await buffer(exporting.zip(papers))));
  const folder = mkdtempSync(join(tmpdir(), 'korrigo-'));
  try {
    writeFileSync(join(folder, 'papers.zip'), zip);
    const code = 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print("\\n".join(z.namelist()))';
    const listed = execFileSync('python3', ['-c', code, join(folder, 'papers.zip')], { encoding: 'utf8' }).trim().split('\n');
    assert.deepEqual(listed, names);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('files are asked for when somebody reads on, and their maker hears when nobody does', async () => {
  let asked = 0, left = false;
  async function* endless() {
    try {
      for (;;) yield { name: `paper-${asked += 1}`, file: pdf(1) };
    } finally {
      left = true;
    }
  }
  const reader = exporting.zip(endless()).getReader();
  await reader.read();
  assert.ok(asked <= 2);
  await reader.cancel();
  assert.ok(left);
});

test('what goes wrong with a file ends the stream', async () => {
  const mine = new Error('mine');
  async function* broken() {
    yield papers[0];
    throw mine;
  }
  await assert.rejects(buffer(exporting.zip(broken())), (error) => error === mine);
  await assert.rejects(buffer(exporting.zip([{ name: 'x', file: 'text' }])), TypeError);
  assert.throws(() => exporting.zip(7), TypeError);
});
