// Values, files and errors on their way over the boundary.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { call, callSync, copy, describe, Document, document, exam, KorrigoError, redact, RedactedPdf, split, Store, version } from '../lib/index.mjs';
import { pdf } from './support.mjs';

test('a short call gives its value at once', () => {
  assert.deepEqual(callSync('exam::Mark::sum', { marks: ['1.5', '2.25'] }), { value: '3.75', items: [] });
  assert.equal(exam.Mark.sum(['1.5', '2.25']), '3.75');
});

test('a long call is a promise', async () => {
  const inspecting = document.inspect(pdf(3));
  assert.ok(inspecting instanceof Promise);
  const found = await inspecting;
  assert.equal(found.page_count, 3);
  assert.equal(found.pages[0].width_pt, 1191);
  assert.deepEqual((await call('document::inspect', { source: 0 }, [pdf(3)])).value, found);
});

test('CommonJS and modules are given the same', async () => {
  const required = createRequire(import.meta.url)('../lib/index.js');
  assert.equal(required.KorrigoError, KorrigoError);
  assert.equal(required.Document, Document);
  const esm = await import('../lib/index.mjs');
  assert.deepEqual(Object.keys(required).sort(), Object.keys(esm).sort());
});

test('bytes may be any view, and only its part is read', async () => {
  const data = pdf(2);
  const larger = new Uint8Array(data.length + 64).fill(0x20);
  larger.set(data, 32);
  const views = [data, larger.subarray(32, 32 + data.length), larger.slice(32, 32 + data.length).buffer];
  for (const view of views) assert.equal((await document.inspect(view)).page_count, 2);
  await assert.rejects(document.inspect(larger.subarray(32, 40)), { code: 'corrupted_pdf' });
});

test('files come out as buffers, documents as handles', async () => {
  const source = pdf(2);
  const open = await Document.open(source);
  assert.ok(open instanceof Document);
  assert.equal(open.pageCount(), 2);
  assert.equal((await open.inspect()).page_count, 2);
  const plan = redact.plan(open, [{ page: 0, x: 0, y: 0, w: 1, h: 0.25, reason: 'given' }]);
  const hidden = await redact.apply(open, plan);
  assert.ok(hidden instanceof RedactedPdf);
  assert.ok(Buffer.isBuffer(hidden.bytes()));
  assert.equal(hidden.bytes().subarray(0, 5).toString(), '%PDF-');
  assert.equal(hidden.pageCount(), 2);
  assert.ok(Store.create() instanceof Store);
  for (const Opaque of [Document, RedactedPdf, Store]) assert.throws(() => new Opaque());
});

test('what is left out is what is undefined', () => {
  const scheme = exam.IdScheme.create('MATH', 100);
  assert.deepEqual(exam.IdScheme.create('MATH', 100, { digits: undefined, check: undefined }), scheme);
  assert.deepEqual(callSync('exam::IdScheme::new', { exam: 'MATH', copies: 100, digits: undefined }).value, scheme);
  assert.throws(() => exam.Mark.sum([undefined]), TypeError);
});

test('numbers are exact or refused', () => {
  for (const hundredths of [0, -1, 150, 99_999_999]) {
    assert.equal(exam.Mark.hundredths(exam.Mark.fromHundredths(hundredths)), hundredths);
  }
  assert.equal(exam.Mark.fromHundredths(150n), '1.5');
  assert.equal(copy.Fence.next(Number.MAX_SAFE_INTEGER - 1), Number.MAX_SAFE_INTEGER);
  assert.throws(() => exam.Mark.fromHundredths(2n ** 60n), TypeError);
  assert.throws(() => exam.Mark.fromHundredths(Number.NaN), TypeError);
  assert.throws(() => exam.Mark.fromHundredths(Number.POSITIVE_INFINITY), TypeError);
  assert.throws(() => exam.Mark.fromHundredths(0.5), { code: 'mark_invalid' });
  assert.throws(() => exam.Mark.fromHundredths(1e300), { code: 'mark_invalid' });
});

test('what nobody can read is a TypeError', async () => {
  const self = {};
  self.self = self;
  for (const value of [self, () => 1, Symbol('x'), new Map(), new Float64Array(1), new DataView(new ArrayBuffer(1))]) {
    assert.throws(() => exam.Mark.sum([value]), TypeError);
  }
  assert.throws(() => callSync(7), TypeError);
  assert.throws(() => callSync('exam::Mark::sum', 7), TypeError);
  assert.throws(() => callSync('exam::Mark::sum', {}, ['bytes']), TypeError);
  assert.throws(() => exam.IdScheme.create('MATH', 100, { digit: 4 }), TypeError);
  await assert.rejects(document.inspect('scan.pdf'), TypeError);
  await assert.rejects(document.inspect(pdf(1), { passwort: 'x' }), TypeError);
  await assert.rejects(document.inspect(pdf(1), { signal: 7 }), TypeError);
  await assert.rejects(document.inspect(pdf(1), { onProgress: 7 }), TypeError);
  await assert.rejects(split.copy({}, 0, [7]), TypeError);
});

test('refusals are errors with a code', async () => {
  for (const [data, code] of [[Buffer.alloc(0), 'empty_file'], [Buffer.from('hello'), 'invalid_mime_type'], [pdf(0), 'empty_pdf']]) {
    await assert.rejects(document.inspect(data), (error) => error instanceof KorrigoError && error instanceof Error && error.code === code);
  }
  const refused = await document.inspect(Buffer.alloc(0), { name: 'scan.txt' }).catch((error) => error);
  assert.equal(refused.code, 'empty_file');
  assert.deepEqual(refused.also.map((one) => one.code), ['invalid_extension']);
  assert.match(String(refused), /^KorrigoError: /);
  // Where it was asked for is told, too.
  assert.match(refused.stack, /calls\.test/);
  assert.throws(() => exam.Mark.sum(['much']), { code: 'mark_invalid', detail: 'input.malformed' });
  assert.throws(() => callSync('exam::nothing'), { code: 'not_found' });
});

test('no panic crosses the boundary', async () => {
  assert.throws(() => callSync('testing::panic'), (error) => error instanceof KorrigoError && error.code === 'internal');
  await assert.rejects(call('testing::panic'), { code: 'internal' });
  assert.equal(exam.Mark.sum(['1']), '1');
});

test('the table says what there is, and the version is that of the package', async () => {
  const table = describe();
  assert.equal(table.format, 'korrigo.calls/1');
  assert.equal(table.version, version);
  assert.equal(createRequire(import.meta.url)('../package.json').version, version);
});
