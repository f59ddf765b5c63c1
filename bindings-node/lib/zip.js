'use strict';
// Papers as one ZIP that is read while it grows.

const native = require('../native.js');
const { read, item } = require('./runtime.js');

/** A ZIP archive of these files, as a stream: no more than one of them is in memory. */
function zip(files) {
  const iterate = files?.[Symbol.asyncIterator] ?? files?.[Symbol.iterator];
  if (typeof iterate !== 'function') throw new TypeError('files are an iterable');
  const iterator = iterate.call(files);
  const archive = new native.Archive();
  const grown = async () => {
    const { done, value } = await iterator.next();
    if (done) return { piece: read(await archive.finish(), []).items[0], done };
    const { name, ending = 'pdf', file } = await value;
    const content = item(file, 'Bytes');
    const bytes = content instanceof Uint8Array ? content : new Uint8Array(content);
    return { piece: read(await archive.add(String(name), String(ending), bytes), []).items[0] };
  };
  return new ReadableStream({
    async pull(controller) {
      try {
        const { piece, done } = await grown();
        if (piece.length > 0) controller.enqueue(piece);
        if (done) controller.close();
      } catch (error) {
        // Whoever makes the files hears that nobody reads them.
        await iterator.return?.();
        throw error;
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  }, { highWaterMark: 0 });
}

module.exports = { zip };
