import { csv } from '../../../core/csv';

const encoder = new TextEncoder();
const MARK = /^\ufeff/;

/** Lines of a table (RFC 4180), the first with the byte order mark that spreadsheets want. */
export async function* csvLines(head: readonly string[], lines: AsyncIterable<readonly string[]>): AsyncIterable<Uint8Array> {
  yield encoder.encode(csv([head]));
  for await (const line of lines) yield encoder.encode(csv([line]).replace(MARK, ''));
}
