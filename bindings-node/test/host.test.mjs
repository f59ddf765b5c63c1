// Progress, cancellation, results one by one, other threads.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { booklet, Document, document, exam, KorrigoError, redact, scan as seeing, split } from '../lib/index.mjs';
import { demo, here, pdf, settle } from './support.mjs';

const scan = await Document.open(demo());
const plan = await booklet.plan([{ name: 'scan.pdf', document: scan }], { kind: 'fixed', pages: 2 });

test('progress is told before the promise settles', async () => {
  const told = [];
  const files = await split.apply(plan, [scan], { onProgress: (done, total) => told.push([done, total]) });
  assert.equal(files.length, plan.copies.length);
  assert.deepEqual(told.at(-1), [files.length, files.length]);
  const done = told.map(([count]) => count);
  assert.deepEqual(done, [...done].sort((a, b) => a - b));
});

test('a signal ends a call', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const looking = seeing.examine([{ name: 'scan.pdf', document: scan }], { signal: stop.signal });
  stop.abort(reason);
  const error = await looking.catch((thrown) => thrown);
  assert.ok(error instanceof KorrigoError);
  assert.equal(error.code, 'cancelled');
  assert.equal(error.name, 'AbortError');
  assert.equal(error.cause, reason);
});

test('a signal that was given before ends a call that never began', async () => {
  await assert.rejects(split.apply(plan, [scan], { signal: AbortSignal.abort() }), { code: 'cancelled', name: 'AbortError' });
  const all = split.each(plan, [scan], { signal: AbortSignal.abort() });
  await assert.rejects(all.next(), { code: 'cancelled' });
});

test('a signal that outlives its calls holds nothing of them', async () => {
  const { signal } = new AbortController();
  let listening = 0;
  const add = signal.addEventListener.bind(signal), remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...all) => { listening += 1; return add(...all); };
  signal.removeEventListener = (...all) => { listening -= 1; return remove(...all); };
  await document.inspect(pdf(1), { signal });
  await document.inspect(Buffer.alloc(0), { signal }).catch(() => {});
  for await (const _ of split.each(plan, [scan], { signal })) break;
  assert.equal(listening, 0);
});

test('what a callback throws is what the call rejects with', async () => {
  const mine = new RangeError('mine');
  const thrower = () => { throw mine; };
  await assert.rejects(split.apply(plan, [scan], { onProgress: thrower }), (error) => error === mine);
  const all = split.each(plan, [scan], { onProgress: thrower });
  await assert.rejects(async () => { for await (const _ of all); }, (error) => error === mine);
  assert.equal((await document.inspect(pdf(1))).page_count, 1);
});

test('copies come one by one, and are those of apply', async () => {
  const files = await split.apply(plan, [scan]);
  const found = [];
  for await (const file of split.each(plan, [scan])) {
    assert.ok(Buffer.isBuffer(file.pdf));
    found.push(file);
  }
  found.sort((a, b) => a.index - b.index);
  assert.deepEqual(found, files);
});

test('results wait for whoever takes them, who may make other calls', async () => {
  let seen = 0;
  for await (const file of split.each(plan, [scan], { threads: 2 })) {
    // More calls at once than Node's pool has threads.
    await Promise.all(Array.from({ length: 6 }, () => document.inspect(file.pdf)));
    seen += 1;
  }
  assert.equal(seen, plan.copies.length);
});

test('leaving a loop ends the call', async () => {
  for await (const file of split.each(plan, [scan])) {
    assert.ok(file.pdf.length > 0);
    break;
  }
  const iterator = split.each(plan, [scan]);
  await iterator.next();
  assert.deepEqual(await iterator.return(), { value: undefined, done: true });
});

test('an iteration that everybody forgot ends, and so does the process', () => {
  const script = `
    import { Document, booklet, split } from ${JSON.stringify(new URL('../lib/index.mjs', import.meta.url).href)};
    import { demo, settle } from ${JSON.stringify(new URL('./support.mjs', import.meta.url).href)};
    const scan = await Document.open(demo());
    const plan = await booklet.plan([{ name: 'scan.pdf', document: scan }], { kind: 'fixed', pages: 1 });
    await (async () => { await split.each(plan, [scan]).next(); })();
    await settle();`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: here, timeout: 60_000 });
});

/** How long the event loop was kept waiting at most, in milliseconds, while something was done. */
async function longestWait(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

test('the event loop goes on', async () => {
  // Others may use the machine, too: what they take is taken off, and the best of a few tries counts.
  const longest = [];
  for (let n = 0; n < 10 && !(Math.min(...longest) < 5); n++) {
    await settle();
    const idle = await longestWait(() => new Promise((done) => setTimeout(done, 300)));
    const working = await longestWait(async () => {
      const files = await split.apply(plan, [scan]);
      const hidden = await redact.apply(files[0].pdf, redact.plan(await Document.open(files[0].pdf), [{ page: 0, x: 0, y: 0, w: 1, h: 0.25, reason: 'given' }]));
      assert.equal(hidden.pageCount(), 2);
    });
    longest.push(working - idle);
  }
  assert.ok(Math.min(...longest) < 5, `blocked for ${longest.map((ms) => ms.toFixed(1))} ms`);
});

test('worker threads work, and may end in the middle', async () => {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { Document, booklet, exam, split } = require(${JSON.stringify(`${here}/lib/index.js`)});
    (async () => {
      const scan = await Document.open(workerData);
      const plan = await booklet.plan([{ name: 'scan.pdf', document: scan }], { kind: 'fixed', pages: 2 });
      const copy = await split.copy(plan, 0, [scan]);
      parentPort.postMessage({ sum: exam.Mark.sum(['1', '2']), pages: copy.pages.length, pdf: copy.pdf });
      for await (const file of split.each(plan, [scan])) parentPort.postMessage({ index: file.index });
    })();`;
  const workers = Array.from({ length: 3 }, () => new Worker(code, { eval: true, workerData: demo() }));
  await Promise.all(workers.map(async (worker, n) => {
    const [first] = await once(worker, 'message');
    assert.equal(first.sum, '3');
    assert.equal(first.pages, 2);
    assert.equal(Buffer.from(first.pdf).subarray(0, 5).toString(), '%PDF-');
    if (n === 0) assert.deepEqual(await once(worker, 'exit'), [0]);
    else await worker.terminate();
  }));
  assert.equal(exam.Mark.sum(['1', '2']), '3');
});
