// Checked by tsc alone: what users of modules write.
import { booklet, call, type CallAnswer, type Code, Document, document, exam, exporting, KorrigoError, redact, type RedactedPdf, type Scheme, split, type SplitPlan, Store } from 'korrigo';

const scan: Document = await Document.open(new Uint8Array(), { name: 'scan.pdf', signal: AbortSignal.timeout(1000) });
const plan: SplitPlan = await booklet.plan([{ name: 'scan.pdf', document: scan }], { kind: 'fixed', pages: 4 });
const copy = await split.copy(plan, 0, [scan, Buffer.of()], { straighten: false, onProgress: (done, total) => done / total });
const pdf: Buffer = copy.pdf;
const hidden: RedactedPdf = await redact.apply(pdf, redact.plan(pdf, [{ page: 0, x: 0, y: 0, w: 1, h: 0.25, reason: 'given' }]));
const bytes: Buffer = hidden.bytes();
for await (const file of split.each(plan, [scan])) file.pdf.toString('base64');
const mark: exam.Mark = exam.Mark.sum(['1.5', '2']);
const { scheme }: { scheme: Scheme } = exam.Scheme.read(bytes);
const total = exam.Scheme.total(scheme, { scores: { '1': mark } }, { deltas: ['0.5'] });
const out: string = total.out_of;
const zip: ReadableStream<Uint8Array> = exporting.zip([{ name: 'MATH-0001', file: bytes }]);
const answer: CallAnswer = await call('document::inspect', { source: 0 }, [bytes]);
const store: Store = Store.create({ now: 0 });
try {
  await document.inspect(bytes);
} catch (error) {
  if (error instanceof KorrigoError) {
    const code: Code = error.code;
    if (error.code === 'empty_file') error.also.map((other) => other.code);
    // @ts-expect-error there is no such code
    if (error.code === 'no_such_code') code;
  }
}
// @ts-expect-error a file is bytes
await document.inspect('scan.pdf');
// @ts-expect-error there is no such option
await document.inspect(bytes, { passwort: 'x' });
// @ts-expect-error there is no such mode
await booklet.plan([], { kind: 'guess' });
// @ts-expect-error only korrigo makes documents
new Document();
export { out, zip, answer, store };
