import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';

/** Above these, fields of the old form are full and those of ZIP64 say more. */
const MOST_ENTRIES = 0xffff;
const MOST_BYTES = 0xffffffff;

/** 1 January 1980, the first day there is: the same files give the same bytes whenever they are written. */
const DAY = 0x21;
/** Names are in UTF-8. */
const UTF_8 = 0x0800;
/** Checksum and sizes stand behind the bytes. */
const DESCRIBED_BEHIND = 0x08;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  name: Buffer;
  method: number;
  flags: number;
  checksum: number;
  compressed: number;
  size: number;
  offset: number;
}

/**
 * Writes a ZIP file piece by piece, of any number of files of any size. Each file is compressed by itself, so that nothing but its name
 * and sizes is kept until the end.
 */
export class ZipWriter {
  readonly #entries: Entry[] = [];
  #offset = 0;

  /** A file of bytes that are there; `stored` for one that is compressed already. */
  file(path: string, bytes: Uint8Array, how: 'deflated' | 'stored' = 'deflated'): Uint8Array {
    const data = how === 'stored' ? bytes : deflateRawSync(bytes);
    const method = how === 'stored' ? STORED : DEFLATED;
    const sizes = { checksum: crc32(bytes), compressed: data.byteLength, size: bytes.byteLength };
    const entry: Entry = { name: Buffer.from(path), method, flags: UTF_8, ...sizes, offset: this.#offset };
    const header = localHeader(entry);
    this.#offset += header.length + data.byteLength;
    this.#entries.push(entry);
    return Buffer.concat([header, data]);
  }

  /** A file that comes in pieces, too large to be held. */
  async *stream(path: string, pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    const entry: Entry = {
      name: Buffer.from(path),
      method: DEFLATED,
      flags: UTF_8 | DESCRIBED_BEHIND,
      checksum: 0,
      compressed: 0,
      size: 0,
      offset: this.#offset,
    };
    const header = localHeader(entry);
    yield header;
    const counted = async function* () {
      for await (const piece of pieces) {
        entry.checksum = crc32(piece, entry.checksum);
        entry.size += piece.byteLength;
        yield piece;
      }
    };
    for await (const piece of deflated(counted())) {
      entry.compressed += piece.byteLength;
      yield piece;
    }
    if (entry.size > MOST_BYTES) throw new RangeError(`${path} is too large for its place in a ZIP file`);
    const behind = fields([4, 0x08074b50], [4, entry.checksum], [4, entry.compressed], [4, entry.size]);
    yield behind;
    this.#offset += header.length + entry.compressed + behind.length;
    this.#entries.push(entry);
  }

  /** The list of the files, which ends the ZIP file. */
  end(): Uint8Array {
    const start = this.#offset;
    const list = Buffer.concat(this.#entries.map(centralHeader));
    const count = this.#entries.length;
    const isLarge = count > MOST_ENTRIES || start + list.length > MOST_BYTES;
    const large = isLarge
      ? [
          fields([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count], [8, list.length], [8, start]),
          fields([4, 0x07064b50], [4, 0], [8, start + list.length], [4, 1]),
        ]
      : [];
    const shown = Math.min(count, MOST_ENTRIES);
    const sizes: Field[] = [
      [4, Math.min(list.length, MOST_BYTES)],
      [4, Math.min(start, MOST_BYTES)],
    ];
    return Buffer.concat([list, ...large, fields([4, 0x06054b50], [2, 0], [2, 0], [2, shown], [2, shown], ...sizes, [2, 0])]);
  }
}

async function* deflated(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const deflate = createDeflateRaw();
  const feeding = (async () => {
    for await (const piece of pieces) if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve));
    deflate.end();
  })();
  feeding.catch((error: unknown) => deflate.destroy(error as Error));
  yield* deflate as AsyncIterable<Uint8Array>;
  await feeding;
}

type Field = [bytes: 2 | 4 | 8, value: number];

/** Numbers as ZIP files hold them, the low bytes first. */
function fields(...list: Field[]): Buffer {
  const buffer = Buffer.alloc(list.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of list) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
}

function localHeader({ name, method, flags, checksum, compressed, size }: Entry): Buffer {
  const sizes: Field[] = [[4, checksum], [4, compressed], [4, size]]; // prettier-ignore
  return Buffer.concat([
    fields([4, 0x04034b50], [2, 20], [2, flags], [2, method], [2, 0], [2, DAY], ...sizes, [2, name.length], [2, 0]),
    name,
  ]);
}

function centralHeader({ name, method, flags, checksum, compressed, size, offset }: Entry): Buffer {
  const isFar = offset > MOST_BYTES;
  const far = isFar ? fields([2, 1], [2, 8], [8, offset]) : Buffer.alloc(0);
  const version = isFar ? 45 : 20;
  const sizes: Field[] = [[4, checksum], [4, compressed], [4, size]]; // prettier-ignore
  const head = fields([4, 0x02014b50], [2, version], [2, version], [2, flags], [2, method], [2, 0], [2, DAY], ...sizes);
  const rest = fields([2, name.length], [2, far.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, Math.min(offset, MOST_BYTES)]);
  return Buffer.concat([head, rest, name, far]);
}
