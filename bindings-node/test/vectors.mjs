// Reads the calls that every language makes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixture, here } from './support.mjs';

export const folder = join(here, '..', 'tests', 'vectors');

/** Every entry, as steps. */
export const entries = readdirSync(folder).filter((name) => name.endsWith('.json')).sort().flatMap((name) => {
  const { vectors } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return vectors.map((entry, n) => ({ name: `${name} ${n}: ${entry.name ?? entry.operation}`, steps: entry.steps ?? [entry] }));
});

/** The part of a value that a JSON Pointer names. */
export const pointed = (value, pointer) => pointer.split('/').slice(1)
  .reduce((part, key) => part[key.replaceAll('~1', '/').replaceAll('~0', '~')], value);

/** An input with what earlier steps gave. */
export function filled(value, gave) {
  if (value === null || typeof value !== 'object') return value;
  if ('$step' in value) return pointed(gave[value.$step], value.at);
  if (Array.isArray(value)) return value.map((part) => filled(part, gave));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, filled(part, gave)]));
}

/** What is handed in beside an input; `made` is what earlier steps made. */
export function handed(items, made) {
  return (items ?? []).map((one) => {
    if ('text' in one) return Buffer.from(one.text);
    if ('base64' in one) return Buffer.from(one.base64, 'base64');
    if ('fixture' in one) return fixture('vectors', one.fixture);
    return made[one.step][one.item];
  });
}
