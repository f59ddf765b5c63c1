// The service, asked over HTTP.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { raster } from 'korrigo';
import { demo, pdf } from '../../test/support.mjs';
import { service } from './service.mjs';

const app = service();
let address;
before(async () => { address = await app.listen({ port: 0, host: '127.0.0.1' }); });
after(() => app.close());

const form = (bytes, name = 'scan.pdf') => {
  const body = new FormData();
  body.append('scan', new Blob([bytes], { type: 'application/pdf' }), name);
  return body;
};

test('an upload is split, and its pages are served without what was hidden', async () => {
  const answer = await fetch(`${address}/exams?pages=4`, { method: 'POST', body: form(demo()) });
  assert.equal(answer.status, 201);
  const { exam, copies } = await answer.json();
  assert.ok(copies.length > 1);
  assert.equal(copies[0].pages, 4);
  const page = await fetch(`${address}/exams/${exam}/copies/0/pages/0?dpi=50`);
  assert.equal(page.headers.get('content-type'), 'image/png');
  const png = Buffer.from(await page.arrayBuffer());
  assert.equal(png.subarray(1, 4).toString(), 'PNG');

  // In the archive is the same paper: its upper quarter is white, the rest is not.
  const zip = Buffer.from(await (await fetch(`${address}/exams/${exam}/papers.zip`)).arrayBuffer());
  assert.equal(zip.subarray(0, 2).toString(), 'PK');
  const unpack = 'import io,sys,zipfile; z=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())); sys.stdout.buffer.write(z.read("copy-0.pdf"))';
  const first = execFileSync('python3', ['-c', unpack], { input: zip, maxBuffer: 1 << 28 });
  const { width, height, image } = await raster.page(first, 0, 50, { colour: 'grey', format: { kind: 'pixels' } });
  const darkest = (from, to) => image.subarray(Math.round(from * height) * width, Math.round(to * height) * width).reduce((a, b) => Math.min(a, b));
  assert.equal(darkest(0, 0.24), 255);
  assert.ok(darkest(0.26, 1) < 128);
});

test('a raw body will do', async () => {
  const answer = await fetch(`${address}/exams?pages=1`, { method: 'POST', headers: { 'content-type': 'application/pdf' }, body: pdf(2) });
  assert.equal(answer.status, 201);
  assert.equal((await answer.json()).copies.length, 2);
});

test('what is no scan is refused with its code', async () => {
  const answer = await fetch(`${address}/exams`, { method: 'POST', body: form(Buffer.from('hello')) });
  assert.equal(answer.status, 422);
  assert.equal((await answer.json()).code, 'invalid_mime_type');
  assert.equal((await fetch(`${address}/exams/none/copies/0/pages/0`)).status, 404);
});

test('a page that is not there is not found', async () => {
  const { exam } = await (await fetch(`${address}/exams?pages=1`, { method: 'POST', body: form(pdf(1)) })).json();
  const answer = await fetch(`${address}/exams/${exam}/copies/0/pages/7`);
  assert.equal(answer.status, 404);
  assert.equal((await answer.json()).code, 'page_not_found');
});
