import { createHash } from 'node:crypto';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { PackedBytes } from '../../../core/article';
import { stored, type Packed } from './zip-writer';

/** Bits of a gzip header that say that more than its ten bytes stands before the packed bytes (RFC 1952). */
const MORE_IN_HEADER = 0b11110;
const HEADER = 10;
const TRAILER = 8;

/**
 * An original as an archive keeps it, as a file of a ZIP. What gzip packed is the same in both and is not packed anew: its checksum and
 * length stand behind it.
 */
export function packedOriginal({ encoding, bytes }: PackedBytes, byteLength: number): Packed | null {
  if (encoding === 'identity') return bytes.byteLength === byteLength ? stored(bytes) : null;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPlain = view.length > HEADER + TRAILER && view.readUInt16BE(0) === 0x1f8b && (view.readUInt8(3) & MORE_IN_HEADER) === 0;
  if (!isPlain || view.readUInt32LE(view.length - 4) !== byteLength % 2 ** 32) return null;
  const crc = view.readUInt32LE(view.length - TRAILER);
  return { method: 'deflate', crc, length: byteLength, bytes: [view.subarray(HEADER, -TRAILER)] };
}

/** Packs a text that comes piece by piece, and counts it. */
export class Packer {
  private readonly hash = createHash('sha256');
  private readonly deflate = createDeflateRaw();
  private readonly pieces: Uint8Array[] = [];
  private readonly finished: Promise<void>;
  private crc = 0;
  length = 0;

  constructor() {
    this.deflate.on('data', (piece: Uint8Array) => this.pieces.push(piece));
    this.finished = new Promise((resolve, reject) => {
      this.deflate.on('end', resolve);
      this.deflate.on('error', reject);
    });
  }

  async add(piece: Uint8Array): Promise<void> {
    this.hash.update(piece);
    this.crc = crc32(piece, this.crc);
    this.length += piece.byteLength;
    if (this.deflate.write(piece)) return;
    await new Promise((resolve) => this.deflate.once('drain', resolve));
  }

  async finish(): Promise<{ packed: Packed; sha256: string }> {
    this.deflate.end();
    await this.finished;
    const packed: Packed = { method: 'deflate', crc: this.crc, length: this.length, bytes: this.pieces };
    return { packed, sha256: this.hash.digest('hex') };
  }
}
