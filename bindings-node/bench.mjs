// What a call costs over Rust, and how much memory a large file takes: node --expose-gc bench.mjs [SCAN]
//
// Rust does the same work in a process of its own (bindings-common/examples/paired.rs), turn by turn with this one, so that both
// meet the same machine. Of each the best turn counts, and of the ratios the median: other programs only ever add time.
import { execFileSync, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { booklet, call, callSync, Document, document, exam, flatten, redact, split } from './lib/index.mjs';
import { demo, fixture } from './test/support.mjs';
import { writeFileSync, readFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';

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
const path = process.argv[2] ?? (() => {
  const file = join(mkdtempSync(join(tmpdir(), 'korrigo-')), 'scan.pdf');
  writeFileSync(file, demo());
  return file;
})();
const bytes = readFileSync(path);
const target = process.env.CARGO_TARGET_DIR ?? join(here, '..', 'target');
if (!process.argv.includes('--built')) {
  execFileSync('cargo', ['build', '--release', '--quiet', '--package', 'korrigo-calls', '--example', 'paired'], { cwd: here, stdio: 'inherit' });
}
const rust = spawn(join(target, 'release', 'examples', 'paired'), [path], { stdio: ['pipe', 'pipe', 'inherit'] });
const lines = createInterface(rust.stdout)[Symbol.asyncIterator]();
const inRust = async (what, times) => {
  rust.stdin.write(`${what} ${times}\n`);
  return Number((await lines.next()).value);
};

const scan = await Document.open(bytes);
const plan = await booklet.plan([{ name: 'scan.pdf', document: scan }], { kind: 'fixed', pages: 4 });
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
for (const [what, work] of Object.entries(works)) {
  // Turns of about a fifth of a second.
  const times = Math.max(1, Math.round(2e8 / ((await inRust(what, 3)) / 3)));
  await timed(times, work);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push([await timed(times, work), await inRust(what, times)]);
  const best = [0, 1].map((side) => Math.min(...rounds.map((round) => round[side])));
  const ratio = median(rounds.map(([node, alone]) => node / alone));
  console.log(`${what.padEnd(8)} ${(best[0] / times / 1e6).toFixed(3)} ms in Node, ${(best[1] / times / 1e6).toFixed(3)} ms in Rust: `
    + `${((best[0] / best[1] - 1) * 100).toFixed(1)} % more at best, ${((ratio - 1) * 100).toFixed(1)} % in the middle (asked: 5)`);
}
rust.stdin.end();

// ---- A file of 1 GB. It is a PDF with something very long after its end.
const large = Buffer.alloc(1 << 30, 0x20);
bytes.copy(large);
const peak = () => Number(readFileSync('/proc/self/status', 'utf8').match(/VmHWM:\s+(\d+)/)[1]) / 1024;
writeFileSync('/proc/self/clear_refs', '5');
const before = peak();
const found = await document.inspect(large, { limits: { max_file_bytes: 2 ** 31 } }).then((report) => `${report.page_count} pages`, (error) => error.code);
const opened = await Document.open(large, { limits: { max_file_bytes: 2 ** 31 } }).then((one) => `${one.pageCount()} pages`, (error) => error.code);
console.log(`1024 MB handed in twice (${found}, ${opened}): ${before.toFixed(0)} MB in memory before, at most ${(peak()).toFixed(0)} MB meanwhile`);
