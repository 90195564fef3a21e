import { isUtf8 } from 'node:buffer';

/** One line of a file, without its end. */
export interface Line {
  /** From 1. */
  number: number;
  /** `null` when the line is longer than is read at all. */
  text: string | null;
  /** Some bytes were no UTF-8 and became U+FFFD. */
  damaged: boolean;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Longer than any story: a file without line ends must not fill the memory. In bytes. */
export const MAX_LINE = 64 * 1_048_576;

/**
 * The lines of UTF-8 bytes that come piece by piece. Only a line feed ends a line (with the carriage return before it):
 * Unicode's own line separators are text. A byte order mark at the beginning is skipped.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Line> {
  let number = 0;
  let pending: Buffer[] = [];
  let length = 0;
  const finish = (end: Buffer): Line => {
    number += 1;
    const tooLong = length + end.length > MAX_LINE;
    const bytes = pending.length === 0 ? end : Buffer.concat([...pending, end]);
    pending = [];
    length = 0;
    return tooLong ? { number, text: null, damaged: false } : decoded(bytes, number);
  };
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      yield finish(bytes.subarray(start, end));
      start = end + 1;
    }
    if (start === bytes.length) continue;
    length += bytes.length - start;
    // Whoever hands out the pieces may use their memory again.
    if (length <= MAX_LINE) pending.push(Buffer.from(bytes.subarray(start)));
    else pending = [];
  }
  if (length > 0) yield finish(Buffer.alloc(0));
}

function decoded(bytes: Buffer, number: number): Line {
  const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
  const text = bytes.toString('utf8', 0, end);
  return { number, text: number === 1 ? text.replace(/^\uFEFF/, '') : text, damaged: !isUtf8(bytes) };
}
