import { pipeline, Readable } from 'node:stream';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';

/** Packed bytes that are unpacked for a look: a little that claims to be very much stays little. */
const LOOK = 8_192;

/** Whether the bytes begin as gzip does (RFC 1952). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** The beginning of what a file holds, unpacked where it is gzip. Empty when it cannot be unpacked. */
export function unpackedHead(head: Uint8Array): Uint8Array {
  if (!isGzip(head)) return head;
  try {
    return gunzipSync(head.subarray(0, LOOK), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array();
  }
}

/**
 * The bytes of a file that may be gzip, several members included, unpacked as they come.
 * @throws BroadsheetError `unreadable` when the packed bytes are damaged or end too early
 */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) return;
  const whole = rest(first.value, iterator);
  if (!isGzip(first.value)) {
    yield* whole;
    return;
  }
  const gunzip = createGunzip();
  // The source's own failure reaches the reader through the stream it destroys.
  pipeline(Readable.from(whole, { objectMode: false }), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    throw new BroadsheetError('unreadable', m.error_damaged_gzip({ name }), String(error));
  }
}

async function* rest(first: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for (let next: IteratorResult<Uint8Array> = { value: first }; next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
