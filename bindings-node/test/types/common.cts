// Checked by tsc alone: what users of CommonJS write.
import korrigo = require('korrigo');

async function main(): Promise<string> {
  const scan = await korrigo.Document.open(Buffer.of());
  const found: korrigo.Inspection = await scan.inspect();
  const scheme: korrigo.exam.IdScheme = korrigo.exam.IdScheme.create('MATH', found.page_count, { check: true });
  const shape: korrigo.Shape['kind'] | undefined = undefined;
  return shape ?? korrigo.exam.anonymousId(scheme, '42'.repeat(32), 0);
}
export = main;
