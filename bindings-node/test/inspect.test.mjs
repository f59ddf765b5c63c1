import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from '../index.js';

/** A small PDF with so many landscape A3 pages. */
function pdf(pages) {
  const kids = Array.from({ length: pages }, (_, n) => `${3 + n} 0 R`).join(' ');
  const bodies = ['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Kids[${kids}]/Count ${pages}/MediaBox[0 0 1191 842]>>`];
  for (let n = 0; n < pages; n++) bodies.push('<</Type/Page/Parent 2 0 R>>');
  let out = '%PDF-1.4\n';
  const offsets = bodies.map((body, n) => {
    const offset = out.length;
    out += `${n + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = bodies.length + 1;
  out += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${out.length}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}

test('inspect gives the pages', async () => {
  const found = await inspect(pdf(3));
  assert.equal(found.page_count, 3);
  assert.equal(found.pages[0].width_pt, 1191);
  assert.equal(found.repaired, false);
});

test('inspect reads a view into a larger buffer', async () => {
  const data = pdf(2);
  const larger = new Uint8Array(data.length + 64);
  larger.set(data, 32);
  assert.equal((await inspect(larger.subarray(32, 32 + data.length))).page_count, 2);
});

test('refusals reject with an Error that has a code', async () => {
  for (const [data, code] of [[Buffer.alloc(0), 'empty_file'], [Buffer.from('hello'), 'invalid_mime_type'], [pdf(0), 'empty_pdf']]) {
    await assert.rejects(inspect(data), (error) => error instanceof Error && error.code === code);
  }
  await assert.rejects(inspect(Buffer.alloc(0), { name: 'scan.txt' }), { code: 'empty_file', also: ['invalid_extension'] });
});

test('what is no bytes is refused at once', () => {
  assert.throws(() => inspect(7));
});
