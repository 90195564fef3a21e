import type { Change, EntityName, Json } from '../../../core/edit';

type JsonObject = Record<string, Json>;

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Values come from the same readers, so that equal ones have their entries in the same order. */
const same = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b);

/**
 * The change from one value to another, or `null` when there is none. Of two objects only the entries that differ are kept,
 * unless the value is kept `whole`.
 */
export function changeBetween(entity: EntityName, key: string, before: Json, after: Json, whole = false): Change | null {
  if (whole || !isObject(before) || !isObject(after)) return same(before, after) ? null : { entity, key, before, after };
  const was: JsonObject = {};
  const is: JsonObject = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = before[name] ?? null;
    const fresh = after[name] ?? null;
    if (same(old, fresh)) continue;
    was[name] = old;
    is[name] = fresh;
  }
  return Object.keys(is).length === 0 ? null : { entity, key, before: was, after: is };
}
