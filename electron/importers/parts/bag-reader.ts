import { createHash } from 'node:crypto';
import * as yauzl from 'yauzl';
import type { PackedBytes } from '../../../core/article';
import { inMegabytes } from '../../../core/figures';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { ImportPackage } from '../importer';

/** A file of a bag that is held in memory may have so many bytes; what is read as it comes may have any number. */
const MOST_HELD = 1024 * 1_048_576;
/** How a ZIP marks what is deflated. */
const DEFLATE = 8;
/** As zlib writes it: no name, no time, made on Unix (RFC 1952). */
const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
const MANIFEST = 'manifest-sha256.txt';
const TAG_MANIFEST = 'tagmanifest-sha256.txt';
/** A line of a manifest: a checksum and a path, in which three characters are written as bytes (RFC 8493, 2.1.3). */
const MANIFEST_LINE = /^([0-9a-f]{64})\s+\*?(.+)$/i;

/**
 * Reads a BagIt bag (RFC 8493) in a ZIP. Nothing of it is written to the disk, whatever its names say; packed bytes that become more
 * than the directory says are an error of the ZIP.
 */
export class BagReader {
  /** Checksums by path. */
  private manifest: ReadonlyMap<string, string> = new Map();

  private constructor(
    private readonly file: ImportPackage,
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
  ) {}

  /** @throws BroadsheetError `unreadable` for a damaged ZIP, `unrecognised` when there is no bag in it */
  static async open(file: ImportPackage): Promise<BagReader> {
    try {
      const options = { autoClose: false, strictFileNames: true };
      const zip = await ('path' in file.from
        ? yauzl.openPromise(file.from.path, options)
        : yauzl.fromBufferPromise(Buffer.from(file.from.bytes), options));
      const all = new Map<string, yauzl.Entry>();
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName.endsWith('/')) continue;
        if (all.has(entry.fileName)) throw new Error(`${entry.fileName} is there twice`);
        all.set(entry.fileName, entry);
      }
      const declaration = [...all.keys()].find((name) => /^([^/]+\/)?bagit\.txt$/.test(name));
      if (declaration === undefined) throw new BroadsheetError('unrecognised', m.error_no_bundle({ name: file.name }));
      const folder = declaration.slice(0, -'bagit.txt'.length);
      const inside = [...all]
        .filter(([name]) => name.startsWith(folder))
        .map(([name, entry]) => [name.slice(folder.length), entry] as const);
      return new BagReader(file, zip, new Map(inside));
    } catch (error) {
      if (error instanceof BroadsheetError) throw error;
      throw new BroadsheetError('unreadable', m.error_bundle_broken({ name: file.name }), String(error));
    }
  }

  close(): void {
    this.zip.close();
  }

  /** Paths of the payload, in the order of the manifest. */
  get payload(): string[] {
    return [...this.manifest.keys()];
  }

  /** The checksum of a file of the payload; `null` when it holds none of this path. */
  checksumOf(path: string): string | null {
    return this.manifest.get(path) ?? null;
  }

  /** A file's length in bytes. */
  sizeOf(path: string): number {
    return this.entries.get(path)?.uncompressedSize ?? 0;
  }

  /** What `bag-info.txt` says, by its labels. */
  async info(): Promise<ReadonlyMap<string, string>> {
    const lines = (await this.text('bag-info.txt')).replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
    return new Map(
      lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line)).flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? '']] : [])),
    );
  }

  /**
   * Compares every file with its checksum, and what is there with what should be.
   * @throws BroadsheetError `unreadable`, whose sentence names the file
   */
  async verify(): Promise<void> {
    const tags = await this.manifestOf(TAG_MANIFEST);
    for (const [path, checksum] of tags) await this.compare(path, checksum);
    if (!tags.has(MANIFEST)) throw this.damaged(MANIFEST);
    this.manifest = await this.manifestOf(MANIFEST);
    for (const path of this.entries.keys()) if (path.startsWith('data/') && !this.manifest.has(path)) throw this.damaged(path);
    for (const [path, checksum] of this.manifest) await this.compare(path, checksum);
  }

  /** A file as it comes. @throws BroadsheetError `unreadable` */
  async *chunks(path: string): AsyncIterable<Uint8Array> {
    const entry = this.entries.get(path);
    if (!entry) throw this.damaged(path);
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) yield chunk as Buffer;
    } catch (error) {
      throw this.damaged(path, error);
    }
  }

  /** A whole file. @throws BroadsheetError `unreadable`, `too-large` */
  async bytes(path: string): Promise<Uint8Array> {
    if (this.sizeOf(path) > MOST_HELD) {
      const most = inMegabytes(MOST_HELD / 1_048_576);
      throw new BroadsheetError('too-large', m.error_bundle_file_large({ name: this.file.name, file: path, most }));
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.chunks(path)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** A whole file as an archive keeps originals; what is deflated in the ZIP is not unpacked. @throws BroadsheetError `unreadable` */
  async packed(path: string): Promise<PackedBytes> {
    const entry = this.entries.get(path);
    if (entry?.compressionMethod !== DEFLATE) {
      const bytes = await this.bytes(path);
      return { encoding: 'identity', bytes };
    }
    try {
      const trailer = Buffer.alloc(8);
      trailer.writeUInt32LE(entry.crc32, 0);
      trailer.writeUInt32LE(entry.uncompressedSize % 2 ** 32, 4);
      const chunks: Uint8Array[] = [GZIP_HEADER];
      for await (const chunk of await this.zip.openReadStreamPromise(entry, { decodeFileData: false })) chunks.push(chunk as Buffer);
      return { encoding: 'gzip', bytes: Buffer.concat([...chunks, trailer]) };
    } catch (error) {
      throw this.damaged(path, error);
    }
  }

  /** A whole text; empty when there is no such file. */
  async text(path: string): Promise<string> {
    return this.entries.has(path) ? new TextDecoder().decode(await this.bytes(path)) : '';
  }

  private async manifestOf(name: string): Promise<Map<string, string>> {
    const checksums = new Map<string, string>();
    if (!this.entries.has(name)) throw this.damaged(name);
    for (const line of (await this.text(name)).split(/\r?\n/)) {
      if (line === '') continue;
      const [, checksum, path] = MANIFEST_LINE.exec(line) ?? [];
      if (checksum === undefined || path === undefined) throw this.damaged(name);
      checksums.set(path.replace(/%(0A|0D|25)/gi, decodeURIComponent), checksum.toLowerCase());
    }
    return checksums;
  }

  private async compare(path: string, checksum: string): Promise<void> {
    const hash = createHash('sha256');
    for await (const chunk of this.chunks(path)) hash.update(chunk);
    if (hash.digest('hex') !== checksum) throw this.damaged(path);
    await this.file.breathe();
  }

  private damaged(file: string, details: unknown = ''): BroadsheetError {
    return new BroadsheetError('unreadable', m.error_bundle_damaged({ name: this.file.name, file }), String(details));
  }
}
