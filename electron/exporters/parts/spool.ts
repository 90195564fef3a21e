import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes kept in memory before they are written to the disk. */
const KEPT = 1_048_576;
/** Bytes read back at a time. */
const CHUNK = 262_144;

/**
 * Holds what is written after something that is known only at the end, such as stories behind their table of contents: in memory
 * while it is little, else in a temporary file, so that any number of stories takes the same memory.
 */
export class Spool {
  #pending: Uint8Array[] = [];
  #length = 0;
  #file: FileHandle | null = null;
  readonly #path = join(tmpdir(), `broadsheet-${randomUUID()}.part`);

  async add(bytes: Uint8Array): Promise<void> {
    this.#pending.push(bytes);
    this.#length += bytes.byteLength;
    if (this.#length < KEPT) return;
    this.#file ??= await open(this.#path, 'wx+', 0o600);
    await this.#file.appendFile(Buffer.concat(this.#pending));
    this.#pending = [];
    this.#length = 0;
  }

  /** Everything that was added, in order. */
  async *bytes(): AsyncIterable<Uint8Array> {
    for (let at = 0; this.#file;) {
      const { buffer, bytesRead } = await this.#file.read(new Uint8Array(CHUNK), 0, CHUNK, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
    yield* this.#pending;
  }

  /** Takes the temporary file away, however the writing went. */
  async close(): Promise<void> {
    await this.#file?.close();
    if (this.#file) await rm(this.#path, { force: true });
  }
}
