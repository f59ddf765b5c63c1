// The calls that every language makes: as they are, and through the typed functions.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { call, callSync, describe, Document, KorrigoError, RedactedPdf, Store } from '../lib/index.mjs';
import { typed } from './typed.mjs';
import { entries, filled, folder, handed, pointed } from './vectors.mjs';

const table = describe();
const operations = new Map(table.operations.map((one) => [one.name, one]));
const isHandle = (value) => value instanceof Uint8Array || value instanceof Document || value instanceof RedactedPdf || value instanceof Store;
const shown = (item) => (item instanceof Uint8Array ? createHash('sha256').update(item).digest('hex') : item.constructor.name);

/** Whether two values are the same JSON. Where the typed functions give items, their places stand in the other. */
function same(found, wanted, at, item = () => false) {
  if (isHandle(found)) return item(found, wanted, at);
  if (typeof found === 'number' && typeof wanted === 'number') {
    return assert.ok(Math.abs(found - wanted) <= 1e-12 * Math.max(Math.abs(found), Math.abs(wanted)), `${at} is ${found}, not ${wanted}`);
  }
  if (found === null || typeof found !== 'object' || wanted === null || typeof wanted !== 'object') {
    return assert.ok(found === wanted, `${at} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  }
  assert.equal(Array.isArray(found), Array.isArray(wanted), at);
  assert.deepEqual(Object.keys(found).sort(), Object.keys(wanted).sort(), at);
  for (const key of Object.keys(wanted)) same(found[key], wanted[key], `${at}/${key}`, item);
}

/** The input with items where their places stood. */
function opened(value, items, paths) {
  const put = (part, path, depth) => {
    if (depth === path.length) return typeof part === 'number' && items[part] !== undefined ? items[part] : part;
    if (part === null || typeof part !== 'object') return part;
    const keys = path[depth] === '*' ? Object.keys(part) : [path[depth]];
    for (const key of keys) if (Object.hasOwn(part, key)) part[key] = put(part[key], path, depth + 1);
    return part;
  };
  return paths.reduce((part, path) => put(part, path, 0), structuredClone(value));
}

/** Whether a value is what is expected: all of it, or the parts that are named. */
function fits(found, expected, at, item) {
  if (!('parts' in expected)) return same(found, expected.value, at, item);
  for (const [pointer, part] of Object.entries(expected.parts)) same(pointed(found, pointer), part, at + pointer, item);
  // What is not named may hold items, too.
  if (item) for (const [pointer, handle] of handles(found)) item(handle, pointed(expected.all, pointer), pointer);
}

/** Every item of a value that typed functions gave, with where it is. */
function handles(value, pointer = '') {
  if (isHandle(value)) return [[pointer, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => handles(part, `${pointer}/${key}`));
}

/** Whether an input holds what the parameters of a typed function cannot say. */
function unsayable(operation, input) {
  const { properties = {} } = operation.input.$ref ? table.types[operation.input.$ref.split('/').at(-1)] : operation.input;
  return Object.keys(input).some((name) => !Object.hasOwn(properties, name));
}

const signalOf = (step) => (step.cancel ? { signal: AbortSignal.abort() } : {});

async function refused(step, making) {
  await assert.rejects(async () => making(), (error) => {
    assert.ok(error instanceof KorrigoError, String(error.stack));
    assert.equal(error.code, step.expected.code, error.message);
    return true;
  });
}

/** A call through the typed function. What no parameter can be is a `TypeError`, where the raw call says malformed. */
async function typedCall(way, input, step) {
  const options = signalOf(step);
  try {
    if (way.receiver && input.this instanceof Uint8Array) input.this = await Document.open(input.this);
    return await way.call(input, options);
  } catch (error) {
    if (error instanceof TypeError) await call(step.operation, input, [], options);
    throw error;
  }
}

for (const { name, steps } of entries) {
  test(name, async () => {
    const raw = { gave: [], made: [] }, own = { gave: [], made: [] };
    for (const step of steps) {
      const operation = operations.get(step.operation);
      const items = handed(step.items, raw.made);
      const input = filled(step.input, raw.gave);
      const make = operation?.work === 'long' || step.cancel ? call : callSync;
      if ('code' in step.expected) {
        await refused(step, () => make(step.operation, input, items, signalOf(step)));
        raw.gave.push(null), raw.made.push([]);
        continue;
      }
      const answer = await make(step.operation, input, items);
      fits(answer.value, step.expected, step.operation);
      assert.deepEqual(answer.items.map(shown), step.expected.items ?? []);
      raw.gave.push(answer.value), raw.made.push(answer.items);
    }
    for (const [n, step] of steps.entries()) {
      const way = typed[step.operation];
      const given = filled(step.input, raw.gave);
      if (!way || unsayable(operations.get(step.operation), given)) {
        assert.ok('code' in step.expected, `${step.operation} has no typed function`);
        own.made.push([]);
        continue;
      }
      const input = opened(given, handed(step.items, own.made), way.items);
      if ('code' in step.expected) {
        await refused(step, () => typedCall(way, input, step));
        own.made.push([]);
        continue;
      }
      const made = [];
      fits(await typedCall(way, input, step), { ...step.expected, all: raw.gave[n] }, step.operation, (item, place) => {
        assert.equal(shown(item), step.expected.items[place]);
        made[place] = item;
      });
      assert.equal(Object.keys(made).length, raw.made[n].length, 'every item stands in the value');
      own.made.push(made);
    }
  });
}

/** What a section of surface.toml promises Node. */
function promised(section) {
  const lines = readFileSync(join(folder, 'surface.toml'), 'utf8').split(`\n[${section}]\n`)[1].split('\n[')[0];
  return [...lines.matchAll(/^"(.+)" = \[(.*)\]$/gm)].filter(([, , languages]) => languages.includes('"node"')).map(([, name]) => name);
}

test('every operation is there, and every operation and code has a vector', () => {
  const steps = entries.flatMap((entry) => entry.steps);
  const called = new Set(steps.map((step) => step.operation));
  const codes = new Set(steps.map((step) => step.expected.code));
  assert.ok(steps.length >= 300 && promised('operations').length > 100);
  assert.deepEqual(promised('operations').filter((name) => !operations.has(name)), []);
  assert.deepEqual([...operations.keys()].filter((name) => !typed[name] || !called.has(name)), []);
  assert.deepEqual(promised('codes').filter((code) => !codes.has(code)), []);
});
