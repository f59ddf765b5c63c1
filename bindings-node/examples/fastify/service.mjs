// A service that takes a scan, splits it into copies, hides a zone of each and shows what is left as pictures.
//
//   npm install fastify @fastify/multipart korrigo && node service.mjs
//   curl --form scan=@scan.pdf 'localhost:3000/exams?pages=4'
//
// It keeps everything in memory: a service of yours has a database and a login instead.
import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import multipart from '@fastify/multipart';
import fastify from 'fastify';
import { booklet, Document, document, exporting, KorrigoError, raster, redact, split } from 'korrigo';

const MOST_BYTES = 200 << 20;
/** The header, where candidates write their name: the upper quarter of the first page. */
const HEADER = { page: 0, x: 0, y: 0, w: 1, h: 0.25, reason: 'given' };

/** What HTTP calls an error of korrigo. */
const STATUS = { not_found: 404, page_not_found: 404, file_too_large: 413, too_many_pages: 413, resource_limit: 413, internal: 500 };

/** Splits a scan and hides the header of every copy: no copy with a name is ever kept. */
async function received(name, bytes, pages, signal) {
  const scan = await Document.open(bytes, { name, signal });
  const plan = await booklet.plan([{ name, document: scan }], { kind: 'fixed', pages }, { signal });
  const copies = [];
  for await (const file of split.each(plan, [scan], { signal })) {
    const copy = await Document.open(file.pdf, { signal });
    const hidden = await redact.apply(copy, redact.plan(copy, [HEADER]), { signal });
    copies[file.index] = await Document.open(hidden.bytes(), { signal });
    copies[file.index].pdf = hidden.bytes();
  }
  return copies;
}

export function service(options = {}) {
  const app = fastify({ bodyLimit: MOST_BYTES, ...options });
  const exams = new Map();
  app.register(multipart, { limits: { fileSize: MOST_BYTES, files: 1 } });
  app.addContentTypeParser('application/pdf', { parseAs: 'buffer' }, (_, body, done) => done(null, body));

  app.setErrorHandler((error, _, reply) => {
    if (!(error instanceof KorrigoError)) return reply.send(error);
    const { code, message, hint, page } = error;
    return reply.code(STATUS[code] ?? 422).send({ code, message, hint, page });
  });

  const copyOf = ({ exam, copy }) => {
    const found = exams.get(exam)?.[copy];
    if (!found) throw Object.assign(new Error('there is no such copy'), { statusCode: 404 });
    return found;
  };

  const upload = {
    schema: { querystring: { type: 'object', properties: { pages: { type: 'integer', minimum: 1, default: 4 } } } },
  };
  app.post('/exams', upload, async (request, reply) => {
    // Who goes away while it works is not worked for.
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const part = request.isMultipart() ? await request.file() : undefined;
    const bytes = part ? await part.toBuffer() : request.body;
    const copies = await received(part?.filename ?? 'scan.pdf', bytes, request.query.pages, gone.signal);
    const exam = randomUUID();
    exams.set(exam, copies);
    return reply.code(201).send({ exam, copies: copies.map((copy, index) => ({ index, pages: copy.pageCount() })) });
  });

  const picture = {
    schema: {
      params: { type: 'object', properties: { copy: { type: 'integer' }, page: { type: 'integer' } } },
      querystring: { type: 'object', properties: { dpi: { type: 'number', exclusiveMinimum: 0, maximum: 300, default: 100 } } },
    },
  };
  app.get('/exams/:exam/copies/:copy/pages/:page', picture, async (request, reply) => {
    const { image } = await raster.page(copyOf(request.params), request.params.page, request.query.dpi, { format: { kind: 'png' } });
    return reply.type('image/png').send(image);
  });

  app.get('/exams/:exam/copies/:copy', async (request, reply) =>
    reply.type('application/json').send(await copyOf(request.params).inspect()));

  app.get('/exams/:exam/papers.zip', async (request, reply) => {
    const copies = exams.get(request.params.exam) ?? [];
    const files = copies.map((copy, index) => ({ name: `copy-${index}`, file: copy.pdf }));
    return reply.type('application/zip').send(exporting.zip(files));
  });
  return app;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const address = await service({ logger: true }).listen({ port: Number(process.env.PORT ?? 3000) });
  console.log(address);
}
