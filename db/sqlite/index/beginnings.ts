import { ByteReader, ByteWriter } from './bytes';
import type { PostingBuffer } from './postings';

/**
 * The list of a short beginning says which documents hold a word that begins so, and neither how often nor where. Nearly
 * every document holds a word on "t", so that one bit for each document of a segment takes an eighth of what distances take.
 */

const DISTANCES = 0;
const BITS = 1;

/** Writes the documents, which ascend and are one at least, in the shorter of the two ways. */
export function writeBeginning(documents: ArrayLike<number>): Uint8Array {
  const first = documents[0] ?? 0;
  const last = documents[documents.length - 1] ?? 0;
  const bytesOfBits = ((last - first) >>> 3) + 1;
  const writer = new ByteWriter();
  writer.varint(bytesOfBits < documents.length ? BITS : DISTANCES);
  writer.varint(first);
  if (bytesOfBits < documents.length) {
    const bits = new Uint8Array(bytesOfBits);
    for (let index = 0; index < documents.length; index += 1) {
      const at = (documents[index] ?? 0) - first;
      bits[at >>> 3] = (bits[at >>> 3] ?? 0) | (1 << (at & 7));
    }
    writer.append(bits);
  } else for (let index = 1; index < documents.length; index += 1) writer.varint((documents[index] ?? 0) - (documents[index - 1] ?? 0));
  return writer.view();
}

/** Every document of a list, ascending. */
export function documentsOfBeginning(bytes: Uint8Array, count: number): Int32Array {
  const documents = new Int32Array(count);
  const reader = new ByteReader(bytes);
  const way = reader.varint();
  let document = reader.varint();
  let found = 0;
  if (way === DISTANCES) {
    if (count > 0) documents[found++] = document;
    while (found < count) documents[found++] = document += reader.varint();
    return documents;
  }
  for (let at = reader.at; at < bytes.length; at += 1, document += 8) {
    for (let bits = bytes[at] ?? 0; bits !== 0; bits &= bits - 1) documents[found++] = document + 31 - Math.clz32(bits & -bits);
  }
  return documents;
}

/**
 * Adds the documents of a list to `out`.
 * @param segments the documents' current segments; documents that moved on to another one are passed over
 * @param among documents in ascending order that alone are wanted, or `null` for all
 */
export function readBeginning(
  bytes: Uint8Array,
  count: number,
  segments: Uint32Array,
  segment: number,
  among: Int32Array | null,
  weight: number,
  out: PostingBuffer,
): void {
  let next = 0;
  for (const document of documentsOfBeginning(bytes, count)) {
    if (segments[document] !== segment) continue;
    if (among !== null) {
      while (next < among.length && (among[next] ?? 0) < document) next += 1;
      if (among[next] !== document) continue;
    }
    out.add(document, weight);
  }
}
