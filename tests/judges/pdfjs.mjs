// Opens PDFs with pdf.js and prints how many pages each has: node pdfjs.mjs PDFJS_FOLDER FILE...
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...files] = process.argv.slice(2);
const { getDocument, VerbosityLevel } = await import(pathToFileURL(join(folder, 'legacy/build/pdf.mjs')));
for (const file of files) {
  const data = new Uint8Array(await readFile(file));
  const pdf = await getDocument({ data, verbosity: VerbosityLevel.ERRORS, stopAtErrors: true }).promise;
  for (let number = 1; number <= pdf.numPages; number++) {
    const operators = await (await pdf.getPage(number)).getOperatorList();
    if (operators.fnArray.length === 0) throw new Error(`${file}: page ${number} is empty`);
  }
  console.log(pdf.numPages);
  await pdf.destroy();
}
