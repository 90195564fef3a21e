import type { Page } from '../../store';

/** Buckets that keys are counted into in one pass. */
const BUCKETS = 65_536;
/** So few are sorted outright. */
const FEW = 4_096;

/**
 * A page of documents by falling key, of equal ones the later document first, without putting all of them in order: keys are
 * counted into buckets, and only the buckets that the page lies in are looked at. Two passes over a million take some milliseconds,
 * at the end of a list as at its beginning.
 * @param documents ascending
 * @param keys one a document; finite
 */
export function rankWindow(documents: Int32Array, keys: Float64Array, { offset, limit }: Page): Int32Array {
  const end = Math.min(documents.length, offset + limit);
  if (offset >= end) return new Int32Array();
  let lowest = Infinity;
  let highest = -Infinity;
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? 0;
    if (key < lowest) lowest = key;
    if (key > highest) highest = key;
  }
  if (lowest === highest) return documents.slice(documents.length - end, documents.length - offset).reverse();
  if (documents.length <= FEW) return sorted(documents, keys).slice(offset, end);

  // Bucket 0 holds the highest keys.
  const scale = (BUCKETS - 1) / (highest - lowest);
  const bucketOf = (key: number) => Math.floor((highest - key) * scale);
  const counts = new Uint32Array(BUCKETS);
  for (let index = 0; index < keys.length; index += 1) {
    const bucket = bucketOf(keys[index] ?? 0);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  const page = new Int32Array(end - offset);
  let filled = 0;
  for (let bucket = 0, before = 0; bucket < BUCKETS && before < end; bucket += 1) {
    const after = before + (counts[bucket] ?? 0);
    if (after > offset && after > before) {
      // Small neighbours are taken together, so that a page of many buckets takes one pass.
      let last = bucket;
      let reach = after;
      while (reach < end && last + 1 < BUCKETS && reach + (counts[last + 1] ?? 0) - before <= FEW) reach += counts[++last] ?? 0;
      const within = taken(documents, keys, reach - before, (key) => {
        const at = bucketOf(key);
        return at >= bucket && at <= last;
      });
      const from = Math.max(0, offset - before);
      const part = rankWindow(within.documents, within.keys, { offset: from, limit: Math.min(reach, end) - before - from });
      page.set(part, filled);
      filled += part.length;
      bucket = last;
      before = reach;
    } else before = after;
  }
  return page;
}

function taken(documents: Int32Array, keys: Float64Array, count: number, belongs: (key: number) => boolean) {
  const found = { documents: new Int32Array(count), keys: new Float64Array(count) };
  for (let index = 0, filled = 0; filled < count && index < documents.length; index += 1) {
    const key = keys[index] ?? 0;
    if (!belongs(key)) continue;
    found.documents[filled] = documents[index] ?? 0;
    found.keys[filled++] = key;
  }
  return found;
}

function sorted(documents: Int32Array, keys: Float64Array): Int32Array {
  const order = Uint32Array.from(documents.keys()).sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || b - a);
  return Int32Array.from(order, (index) => documents[index] ?? 0);
}
