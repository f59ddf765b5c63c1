// Memory after many calls is memory after few.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { booklet, call, Document, document, exam, raster, redact, split } from '../lib/index.mjs';
import { demo, pdf, settle } from './support.mjs';

const MEGABYTE = 1 << 20;

/** The memory in use after so many calls. */
async function after(times, make) {
  for (let n = 0; n < times; n++) await make(n);
  await settle();
  return process.memoryUsage().rss;
}

/** Fails when every batch of calls needs more memory than the one before: what is kept for later stops growing, a leak does not. */
async function flat(times, make) {
  const used = [await after(times, make)];
  while (used.length < 7) {
    used.push(await after(times, make));
    if (used.at(-1) - used.at(-2) < 2 * MEGABYTE) return;
  }
  assert.fail(`${used.map((bytes) => (bytes / MEGABYTE).toFixed(0))} MB`);
}

test('10,000 small calls leak nothing', async () => {
  const scheme = Buffer.from(JSON.stringify({ name: 'leak' }));
  await flat(10_000, async (n) => {
    exam.Mark.sum(['1', '2.5']);
    try { exam.Mark.sum(['much']); } catch {}
    try { exam.Scheme.read(scheme); } catch {}
    if (n % 100 === 0) await new Promise(setImmediate);
  });
});

test('200 calls that work on pages leak nothing', async () => {
  const source = demo();
  const scan = await Document.open(source);
  const plan = await booklet.plan([{ name: 'scan.pdf', document: scan }], { kind: 'fixed', pages: 2 });
  const zones = [{ page: 0, x: 0, y: 0, w: 1, h: 0.25, reason: 'given' }];
  await flat(200, async (n) => {
    const file = await split.copy(plan, n % plan.copies.length, [scan], { onProgress: () => {} });
    const open = await Document.open(file.pdf);
    await raster.page(open, 0, 20);
    if (n % 4 === 0) await redact.apply(open, redact.plan(open, zones));
    await document.inspect(source, { signal: AbortSignal.abort() }).catch(() => {});
  });
});

test('callbacks that throw, streams that are left and documents that are forgotten leak nothing', async () => {
  const data = pdf(50);
  const scan = await Document.open(data);
  const plan = await booklet.plan([{ name: 'scan.pdf', document: scan }], { kind: 'single' });
  await flat(500, async (n) => {
    await Document.open(data);
    await scan.inspect({ onProgress: () => { throw new Error('mine'); } }).catch(() => {});
    for await (const _ of split.each(plan, [scan])) break;
    // Each is told on stderr.
    if (n % 100 === 0) await call('testing::panic').catch(() => {});
  });
});
