// Memory after many calls of each operation: node leaks.mjs [SHARE]
//
// 10,000 calls of each short operation and 200 of each long one (or a SHARE of them), with what its first vector hands in.
// Prints the operations after which more memory is in use, and how the whole went.
import { call, callSync, describe } from './lib/index.mjs';
import { settle } from './test/support.mjs';
import { entries, filled, handed } from './test/vectors.mjs';

const share = Number(process.argv[2] ?? 1);
const MEGABYTE = 1 << 20;
/** What the allocator may keep for later. */
const NOISE = 4 * MEGABYTE;
/** No operation is tried for longer: milliseconds. */
const MOST = 30_000;
const work = new Map(describe().operations.map((one) => [one.name, one.work]));
const tried = new Set(['testing::panic']);
let calls = 0;

/** Calls so often, or until it takes too long. */
async function repeat(times, make) {
  const start = performance.now();
  for (let n = 0; n < times && performance.now() - start < MOST; n++) {
    await make();
    calls += 1;
    // Handles that went with the garbage are let go between turns of the event loop.
    if (n % 50 === 49) await new Promise(setImmediate);
  }
  await settle();
}

async function grown(times, make) {
  await repeat(Math.ceil(times / 5), make);
  const before = process.memoryUsage().rss;
  await repeat(times, make);
  return process.memoryUsage().rss - before;
}

const first = process.memoryUsage().rss;
let suspects = 0;
for (const { steps } of entries) {
  const gave = [], made = [];
  for (const step of steps) {
    const name = step.operation, kind = work.get(name);
    const input = filled(step.input, gave), items = handed(step.items, made);
    const make = async () => (kind === 'long' ? call(name, input, items) : callSync(name, input, items));
    const answer = await make().catch(() => ({ value: null, items: [] }));
    gave.push(answer.value), made.push(answer.items);
    if (!kind || tried.has(name) || step.cancel || 'code' in step.expected) continue;
    tried.add(name);
    const times = Math.ceil((kind === 'long' ? 200 : 10_000) * share);
    let growth = await grown(times, make);
    // What is no leak does not grow again and again.
    for (let again = 0; again < 3 && growth > NOISE; again++) growth = await grown(times, make);
    if (growth > NOISE) {
      suspects += 1;
      console.log(`${name}: ${(growth / MEGABYTE).toFixed(1)} MB more after ${times} calls`);
    }
  }
}
const mb = (bytes) => (bytes / MEGABYTE).toFixed(0);
console.log(`${tried.size - 1} of ${work.size - 1} operations, ${calls} calls: ${mb(first)} MB at first, ${mb(process.memoryUsage().rss)} MB at last; ${suspects} went on growing`);
process.exitCode = suspects ? 1 : 0;
