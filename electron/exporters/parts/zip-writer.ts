import { crc32 } from 'node:zlib';

/** Content of one file, packed already: whoever packs it counts as well. */
export interface Packed {
  /** `deflate` is raw (RFC 1951). */
  method: 'deflate' | 'stored';
  /** CRC-32 of the content. */
  crc: number;
  /** The content's own length in bytes. */
  length: number;
  bytes: readonly Uint8Array[];
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;
const END = 0x06054b50;
const ZIP64_EXTRA = 0x0001;
/** Names are UTF-8. */
const UTF8 = 0x0800;
/** The first day that the format knows, so that the same content gives the same file: 1 January 1980. */
const FIRST_DAY = 0x0021;
const MOST_16 = 0xffff;
const MOST_32 = 0xffffffff;
/** Deflate alone, and with sizes beyond 32 bits. */
const VERSION = 20;
const VERSION_64 = 45;

/**
 * Writes a ZIP piece by piece, with ZIP64's records where something is beyond 32 bits (APPNOTE 6.3.10). Nothing is packed here, and
 * of each file only its line of the directory stays in memory.
 */
export class ZipWriter {
  private offset = 0;
  private count = 0;
  private directory: Buffer[] = [];

  /** The pieces of one file. */
  *file(name: string, packed: Packed): Generator<Uint8Array> {
    const size = packed.bytes.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const encoded = Buffer.from(name, 'utf8');
    const facts = { ...packed, size, offset: this.offset };
    this.directory.push(centralHeader(encoded, facts));
    this.count += 1;
    yield this.counted(localHeader(encoded, facts));
    for (const piece of packed.bytes) yield this.counted(piece);
  }

  /** The directory, which ends the file. */
  *end(): Generator<Uint8Array> {
    const start = this.offset;
    for (const line of this.directory) yield this.counted(line);
    const size = this.offset - start;
    const isLarge = this.count >= MOST_16 || start >= MOST_32 || size >= MOST_32;
    if (isLarge) yield this.counted(largeEnd(this.count, size, start, this.offset));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(END, 0);
    end.writeUInt16LE(Math.min(this.count, MOST_16), 8);
    end.writeUInt16LE(Math.min(this.count, MOST_16), 10);
    end.writeUInt32LE(Math.min(size, MOST_32), 12);
    end.writeUInt32LE(Math.min(start, MOST_32), 16);
    yield this.counted(end);
  }

  private counted(piece: Uint8Array): Uint8Array {
    this.offset += piece.byteLength;
    return piece;
  }
}

/** A file's content as it is. */
export function stored(content: Uint8Array): Packed {
  return { method: 'stored', crc: crc32(content), length: content.byteLength, bytes: [content] };
}

interface Facts extends Packed {
  /** The packed bytes' length. */
  size: number;
  offset: number;
}

const methodOf = ({ method }: Packed): number => (method === 'deflate' ? 8 : 0);

function localHeader(name: Buffer, facts: Facts): Buffer {
  const isLarge = facts.length >= MOST_32 || facts.size >= MOST_32;
  // A local header says both sizes in the extra field, or neither.
  const extra = isLarge ? largeExtra(facts.length, facts.size) : Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(isLarge ? VERSION_64 : VERSION, 4);
  header.writeUInt16LE(UTF8, 6);
  header.writeUInt16LE(methodOf(facts), 8);
  header.writeUInt16LE(FIRST_DAY, 12);
  header.writeUInt32LE(facts.crc, 14);
  header.writeUInt32LE(isLarge ? MOST_32 : facts.size, 18);
  header.writeUInt32LE(isLarge ? MOST_32 : facts.length, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

function centralHeader(name: Buffer, facts: Facts): Buffer {
  const large = [facts.length, facts.size, facts.offset].filter((value) => value >= MOST_32);
  const extra = large.length > 0 ? largeExtra(...large) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(large.length > 0 ? VERSION_64 : VERSION, 4);
  header.writeUInt16LE(large.length > 0 ? VERSION_64 : VERSION, 6);
  header.writeUInt16LE(UTF8, 8);
  header.writeUInt16LE(methodOf(facts), 10);
  header.writeUInt16LE(FIRST_DAY, 14);
  header.writeUInt32LE(facts.crc, 16);
  header.writeUInt32LE(Math.min(facts.size, MOST_32), 20);
  header.writeUInt32LE(Math.min(facts.length, MOST_32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(Math.min(facts.offset, MOST_32), 42);
  return Buffer.concat([header, name, extra]);
}

function largeExtra(...values: number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(ZIP64_EXTRA, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, index) => extra.writeBigUInt64LE(BigInt(value), 4 + index * 8));
  return extra;
}

/** ZIP64's end of the directory, and where it stands. */
function largeEnd(count: number, size: number, start: number, at: number): Buffer {
  const end = Buffer.alloc(56 + 20);
  end.writeUInt32LE(ZIP64_END, 0);
  // Its length from here on.
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(VERSION_64, 12);
  end.writeUInt16LE(VERSION_64, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.writeUInt32LE(ZIP64_LOCATOR, 56);
  end.writeBigUInt64LE(BigInt(at), 64);
  end.writeUInt32LE(1, 72);
  return end;
}
