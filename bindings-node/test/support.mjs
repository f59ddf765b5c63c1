// What the tests share: files that the project's fixtures write, small PDFs made here, and the collector of garbage.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';

export const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const root = join(here, '..');
const folder = process.env.KORRIGO_FIXTURES ?? join(root, 'tests', '.cache', 'fixtures');

/** A file that an example of the fixtures writes: `write` or `vectors`. */
export function fixture(example, name) {
  const own = join(folder, example);
  if (!existsSync(join(own, name))) {
    execFileSync('cargo', ['run', '--release', '--quiet', '--package', 'korrigo-fixtures', '--example', example, '--', own], { cwd: root });
  }
  return readFileSync(join(own, name));
}

/** A pile of A3 sheets, folded as booklets. */
export const demo = () => fixture('write', 'demo.pdf');

/** A small PDF with so many landscape A3 pages. */
export function pdf(pages) {
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

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

/** Collects garbage, and lets go what waits for it. */
export async function settle() {
  for (let n = 0; n < 4; n++) {
    collect();
    await new Promise((done) => setTimeout(done, 20));
  }
}
