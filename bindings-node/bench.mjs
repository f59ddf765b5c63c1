// What a call costs over Rust, and how much memory a large file takes: node --expose-gc bench.mjs [SCAN]
//
// Rust does the same work in a process of its own (bindings-common/examples/paired.rs), turn by turn with this one, so that both
// meet the same machine. Where other programs use it, the processor's time says more than the clock.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { booklet, callSync, Document, document, exam, flatten, redact, split } from './lib/index.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const ROUNDS = 15;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const timed = async (times, work) => {
  const start = process.hrtime.bigint();
  for (let n = 0; n < times; n++) await work();
  return Number(process.hrtime.bigint() - start);
};

// ---- A small call.
function small(name, work) {
  const turns = [];
  for (let round = 0; round < 30; round++) {
    const start = process.hrtime.bigint();
    for (let n = 0; n < 2000; n++) work();
    turns.push(Number(process.hrtime.bigint() - start) / 2000 / 1000);
  }
  console.log(`${name.padEnd(34)} ${Math.min(...turns).toFixed(2)} us at best, ${median(turns).toFixed(2)} in the middle (asked: 10)`);
}
const ids = exam.IdScheme.create('MATH', 100), key = '42'.repeat(32);
small('exam.Mark.sum', () => exam.Mark.sum(['1.5', '2.25']));
small('exam.anonymousId', () => exam.anonymousId(ids, key, 7));
small('callSync exam::Mark::sum', () => callSync('exam::Mark::sum', { marks: ['1.5', '2.25'] }));

// ---- Long calls, beside Rust.
const target = process.env.CARGO_TARGET_DIR ?? join(here, '..', 'target');
if (!process.argv.includes('--built')) {
  execFileSync('cargo', ['build', '--release', '--quiet', '--package', 'korrigo-calls', '--example', 'paired'], { cwd: here, stdio: 'inherit' });
}
const given = process.argv.slice(2).filter((one) => one !== '--built');
const rust = spawn(join(target, 'release', 'examples', 'paired'), given, { stdio: ['pipe', 'pipe', 'inherit'] });
const lines = createInterface(rust.stdout)[Symbol.asyncIterator]();
/** The nanoseconds of a turn in Rust, and the milliseconds of the processor's time since its beginning. */
const inRust = async (what, rest) => {
  rust.stdin.write(`${what} ${rest}\n`);
  const [wall, ticks] = (await lines.next()).value.split(' ').map(Number);
  return { wall, processor: ticks * 10 };
};
const inNode = async (work, times) => {
  const wall = await timed(times, work);
  const { user, system } = process.cpuUsage();
  return { wall, processor: (user + system) / 1000 };
};
const folder = mkdtempSync(join(tmpdir(), 'korrigo-'));
await inRust('write', join(folder, 'scan.pdf'));
const bytes = readFileSync(join(folder, 'scan.pdf'));
rmSync(folder, { recursive: true });

const scan = await Document.open(bytes);
const plan = await booklet.plan([{ name: 'scan.pdf', document: scan }], { kind: 'shape' });
const file = await split.copy(plan, 0, [scan]);
const copy = await Document.open(file.pdf);
const zones = redact.plan(copy, [{ page: 0, x: 0, y: 0, w: 1, h: 0.25, reason: 'given' }]);
const annotations = [{ id: 'a', page: file.pages[0], author: 'marker', content: 'Bien.', kind: 'COMMENT', x: 0.2, y: 0.4, w: 0.3, h: 0.1 }];
const works = {
  open: () => Document.open(bytes),
  split: () => split.copy(plan, 0, [scan]),
  redact: () => redact.apply(copy, zones),
  flatten: () => flatten.write(copy, file.pages, { marking: { annotations } }),
};
const more = (node, alone) => `${((node / alone - 1) * 100).toFixed(1)} %`;
for (const [what, work] of Object.entries(works)) {
  // Turns of about a fifth of a second.
  const times = Math.max(1, Math.round(2e8 / ((await inRust(what, 3)).wall / 3)));
  const first = [await inNode(work, times), await inRust(what, times)];
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push([await inNode(work, times), await inRust(what, times)]);
  const [node, alone] = [0, 1].map((side) => ({
    best: Math.min(...rounds.map((round) => round[side].wall)) / times / 1e6,
    processor: (rounds.at(-1)[side].processor - first[side].processor) / ROUNDS / times,
  }));
  console.log(`${what.padEnd(8)} ${node.best.toFixed(3)} ms in Node, ${alone.best.toFixed(3)} ms in Rust: ${more(node.best, alone.best)} more at best, `
    + `${more(median(rounds.map((round) => round[0].wall / round[1].wall)), 1)} in the middle; `
    + `of the processor's time ${node.processor.toFixed(3)} and ${alone.processor.toFixed(3)} ms: ${more(node.processor, alone.processor)} (asked: 5 %)`);
}
rust.stdin.end();

// ---- The event loop meanwhile.
const longest = [];
for (let round = 0; round < 10; round++) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await works.redact();
  await split.apply(plan, [scan]);
  delay.disable();
  // A turn of the watch itself takes a millisecond.
  longest.push(delay.max / 1e6 - 1);
}
console.log(`the event loop waits at most ${Math.min(...longest).toFixed(1)} ms at best, ${median(longest).toFixed(1)} in the middle of ten runs (asked: 5)`);

// ---- A file of 1 GB. It is a PDF with something very long after its end.
const large = Buffer.alloc(1 << 30, 0x20);
bytes.copy(large);
const peak = () => Number(readFileSync('/proc/self/status', 'utf8').match(/VmHWM:\s+(\d+)/)[1]) / 1024;
writeFileSync('/proc/self/clear_refs', '5');
const before = peak();
const found = await document.inspect(large, { limits: { max_file_bytes: 2 ** 31 } }).then((report) => `${report.page_count} pages`, (error) => error.code);
const opened = await Document.open(large, { limits: { max_file_bytes: 2 ** 31 } }).then((one) => `${one.pageCount()} pages`, (error) => error.code);
console.log(`1024 MB handed in twice (${found}, ${opened}): ${before.toFixed(0)} MB in memory before, at most ${(peak()).toFixed(0)} MB meanwhile`);
