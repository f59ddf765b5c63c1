// Opens PDFs with pdf.js and prints how many pages each has: node pdfjs.mjs PDFJS_FOLDER FILE...
// Draws the first page of one as PNG: node pdfjs.mjs PDFJS_FOLDER --draw DPI FILE OUT
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...rest] = process.argv.slice(2);
const { getDocument, VerbosityLevel } = await import(pathToFileURL(join(folder, 'legacy/build/pdf.mjs')));

async function open(file) {
  const data = new Uint8Array(await readFile(file));
  return getDocument({ data, verbosity: VerbosityLevel.ERRORS, stopAtErrors: true }).promise;
}

async function draw(dpi, file, out) {
  const { createCanvas } = createRequire(join(folder, 'package.json'))('@napi-rs/canvas');
  const pdf = await open(file);
  const page = await pdf.getPage(1);
  const viewport = page.getViewport({ scale: dpi / 72 });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise;
  await writeFile(out, canvas.toBuffer('image/png'));
  await pdf.destroy();
}

async function count(file) {
  const pdf = await open(file);
  for (let number = 1; number <= pdf.numPages; number++) {
    const operators = await (await pdf.getPage(number)).getOperatorList();
    if (operators.fnArray.length === 0) throw new Error(`${file}: page ${number} is empty`);
  }
  console.log(pdf.numPages);
  await pdf.destroy();
}

if (rest[0] === '--draw') await draw(Number(rest[1]), rest[2], rest[3]);
else for (const file of rest) await count(file);
