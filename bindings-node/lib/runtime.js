'use strict';
// Makes calls of the native module: values as JSON, files and opened documents beside them.
// Knows promises, AbortSignal, progress and errors. Knows no operation: index.js, which is generated, does.

const native = require('../native.js');

const { Document, RedactedPdf, Store } = native;
/** Kinds of events, as in src/host.rs. */
const PROGRESS = 0, TAKEN = 1, DONE = 2;
/** Nothing that korrigo reads is nested so deeply; a value that holds itself is. */
const DEEPEST = 500;

/** Why a call gave nothing: `code` is the same in every language. */
class KorrigoError extends Error {
  constructor(failure, options) {
    super(failure.message, options);
    this.code = failure.code;
    for (const field of ['detail', 'hint', 'page', 'also', 'refusal']) {
      if (failure[field] !== undefined) this[field] = failure[field];
    }
    this.also ??= [];
  }
}
Object.defineProperty(KorrigoError.prototype, 'name', { value: 'KorrigoError', configurable: true, writable: true });

/** The error of a call that its signal ended: known as an abort to Node, as `cancelled` to korrigo. */
function cancelled(failure, signal) {
  const error = new KorrigoError(failure, { cause: signal.reason });
  Object.defineProperty(error, 'name', { value: 'AbortError', configurable: true, writable: true });
  return error;
}

const isItem = (value) => value instanceof Uint8Array || value instanceof Document || value instanceof RedactedPdf || value instanceof Store;

/** The value with a place in `items` for everything that is no JSON; what is neither is refused. */
function pack(value, items, depth = 0) {
  switch (typeof value) {
    case 'string': case 'boolean': case 'undefined': return value;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} is no number that korrigo can read`);
      return value;
    case 'bigint':
      if (!Number.isSafeInteger(Number(value))) throw new TypeError('an integer beyond 2^53 cannot be handed over');
      return Number(value);
    case 'object': break;
    default: throw new TypeError(`a ${typeof value} cannot be handed over`);
  }
  if (value === null) return value;
  if (depth > DEEPEST) throw new TypeError('the value is nested too deeply, or holds itself');
  let copy;
  if (Array.isArray(value)) {
    for (let n = 0; n < value.length; n++) {
      if (value[n] === undefined) throw new TypeError('a list cannot hold undefined');
      const packed = pack(value[n], items, depth + 1);
      if (packed !== value[n]) (copy ??= value.slice())[n] = packed;
    }
    return copy ?? value;
  }
  if (isItem(value)) return items.push(value) - 1;
  if (value instanceof ArrayBuffer) return items.push(new Uint8Array(value)) - 1;
  if (typeof value.toJSON === 'function') return pack(value.toJSON(), items, depth + 1);
  if (ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set || value instanceof Promise) {
    throw new TypeError(`a ${value.constructor.name} cannot be handed over`);
  }
  for (const key of Object.keys(value)) {
    const packed = pack(value[key], items, depth + 1);
    if (packed !== value[key]) (copy ??= { ...value })[key] = packed;
  }
  return copy ?? value;
}

/** The JSON of an input; what is no JSON is added to `items`. */
function written(name, input, items) {
  if (typeof name !== 'string') throw new TypeError('the name of an operation is a string');
  if (!Array.isArray(items)) throw new TypeError('items is an array');
  for (const item of items) if (!isItem(item)) throw new TypeError('items are Uint8Array, Document, RedactedPdf or Store');
  if (typeof input !== 'object' || input === null) throw new TypeError('the input is an object of named parameters');
  return JSON.stringify(pack(input, items));
}

/** What came of a call, or its error. */
function read(outcome, given, signal) {
  if (outcome.failed) {
    const failure = JSON.parse(outcome.text);
    throw failure.code === 'cancelled' && signal?.aborted ? cancelled(failure, signal) : new KorrigoError(failure);
  }
  return answer(outcome.text, outcome.items, given);
}

// A file that comes back as it was handed in is the very same object.
const answer = (text, items, given) =>
  ({ value: JSON.parse(text), items: items.map((item) => (typeof item === 'number' ? given[item] : item)) });

/** Makes a call where it is asked for. */
function callSync(name, input = {}, items = []) {
  const given = items.slice();
  const outcome = native.callSync(name, written(name, input, given), given);
  return typeof outcome === 'string' ? { value: JSON.parse(outcome), items: [] } : read(outcome, given);
}

function checked(options) {
  const { signal, onProgress, threads } = options ?? {};
  if (signal !== undefined && !(typeof signal === 'object' && signal !== null && 'aborted' in signal)) {
    throw new TypeError('signal is an AbortSignal');
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') throw new TypeError('onProgress is a function');
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0)) throw new TypeError('threads is a number from 1');
  if (signal?.aborted) {
    throw cancelled({ code: 'cancelled', message: 'the work was cancelled; nothing was kept of it' }, signal);
  }
  return { signal, onProgress, threads };
}

/** Makes a call off the event loop. */
async function call(name, input = {}, items = [], options = {}) {
  const { signal, onProgress, threads } = checked(options);
  const given = items.slice();
  const text = written(name, input, given);
  if (signal === undefined && onProgress === undefined) {
    return read(await native.call(name, text, given, undefined, undefined, threads), given);
  }
  const control = new native.Control();
  const abort = () => control.cancel();
  let thrown;
  const told = onProgress && ((kind, progress) => {
    if (thrown) return;
    try {
      onProgress(...JSON.parse(progress));
    } catch (error) {
      thrown = { error };
      control.cancel();
    }
  });
  let outcome;
  signal?.addEventListener('abort', abort, { once: true });
  try {
    outcome = await native.call(name, text, given, control, told, threads);
    // Progress that is still on its way arrives before the promise settles.
    if (told) await new Promise(setImmediate);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
  if (thrown) throw thrown.error;
  return read(outcome, given, signal);
}

/** Events of a call on their way to whoever asks for them. Holds no `Control`, so that one nobody uses ends its call. */
class Inbox {
  #events = [];
  #wake;
  #thrown;

  constructor(onProgress) {
    this.listener = (kind, text, items) => {
      if (kind !== PROGRESS) {
        this.#events.push({ kind, text, items });
      } else if (onProgress && !this.#thrown) {
        try {
          onProgress(...JSON.parse(text));
        } catch (error) {
          this.#thrown = { error };
        }
      }
      this.#wake?.();
    };
  }

  async next() {
    while (!this.#thrown && this.#events.length === 0) await new Promise((wake) => { this.#wake = wake; });
    if (this.#thrown) throw this.#thrown.error;
    return this.#events.shift();
  }
}

/** Makes a call whose many results come one by one; no more than a few are in memory. Gives at last what is left to say. */
async function* each(name, input = {}, items = [], options = {}) {
  const { signal, onProgress, threads } = checked(options);
  const given = items.slice();
  const text = written(name, input, given);
  const control = new native.Control();
  const abort = () => control.cancel();
  const inbox = new Inbox(onProgress);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    native.stream(name, text, given, control, inbox.listener, threads);
    for (;;) {
      const { kind, text, items } = await inbox.next();
      if (kind !== TAKEN) return read({ failed: kind !== DONE, text, items }, given, signal);
      control.taken();
      yield answer(text, items, given);
    }
  } finally {
    control.cancel();
    signal?.removeEventListener('abort', abort);
  }
}

// ---- What the generated functions are made of.

const CALL_OPTIONS = new Set(['signal', 'onProgress', 'threads']);
const KINDS = { Document: [Document, RedactedPdf, Uint8Array, ArrayBuffer], RedactedPdf: [RedactedPdf], Store: [Store], Bytes: [Uint8Array, ArrayBuffer] };

/** The options of a call under the names they have in its input; those in `spread` belong to its `options`. */
function chosen(given, names, spread = []) {
  const input = {};
  if (given === undefined || given === null) return input;
  if (typeof given !== 'object') throw new TypeError('options is an object');
  for (const key of Object.keys(given)) {
    if (given[key] === undefined || CALL_OPTIONS.has(key)) continue;
    if (Object.hasOwn(names, key)) input[names[key]] = given[key];
    else if (spread.includes(key)) (input.options ??= {})[key] = given[key];
    else throw new TypeError(`there is no option ${key}`);
  }
  return input;
}

/** The argument, if it is an item of this kind. */
function item(value, kind) {
  if (KINDS[kind].some((one) => value instanceof one)) return value;
  throw new TypeError(kind === 'Bytes' ? 'bytes are expected: a Uint8Array' : `a ${kind} is expected`);
}

/** The argument, if it is a list of such items. */
function listed(values, kind) {
  if (!Array.isArray(values)) throw new TypeError(`an array is expected, of ${kind}`);
  for (const value of values) item(value, kind);
  return values;
}

/** The value with its items where their places stood. `paths` say where; `*` is every part of a list. */
function placed({ value, items }, paths) {
  const put = (part, path, depth) => {
    if (depth === path.length) return typeof part === 'number' ? items[part] : part;
    if (part === null || typeof part !== 'object') return part;
    const keys = path[depth] === '*' ? Object.keys(part) : [path[depth]];
    for (const key of keys) if (Object.hasOwn(part, key)) part[key] = put(part[key], path, depth + 1);
    return part;
  };
  return paths.reduce((part, path) => put(part, path, 0), value);
}

/** A short call. */
function sync(name, input, paths = []) {
  const given = [];
  const text = JSON.stringify(pack(input, given));
  const outcome = native.callSync(name, text, given);
  if (typeof outcome === 'string') return JSON.parse(outcome);
  return placed(read(outcome, given), paths);
}

/** A long call. */
async function wait(name, input, options, paths = []) {
  return placed(await call(name, input, [], options), paths);
}

/** A call whose results come one by one. */
async function* every(name, input, options, paths = []) {
  for await (const one of each(name, input, [], options)) yield placed(one, paths);
}

/** Adds methods to a class as a class would have them. */
function extend(target, methods) {
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  }
}

const version = native.VERSION;
const describe = () => JSON.parse(native.describe());

module.exports = {
  Document, RedactedPdf, Store, KorrigoError, callSync, call, each, describe, version,
  chosen, item, listed, sync, wait, every, extend, read,
};
