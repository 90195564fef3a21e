import { Packer } from './packing';
import { ZipWriter, type Packed } from './zip-writer';

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** A file of a bag that is written piece by piece. */
interface OpenFile {
  readonly length: number;
  add: (piece: Uint8Array) => Promise<void>;
  finish: () => AsyncGenerator<Uint8Array>;
}

/** Writes a BagIt bag (RFC 8493) as a ZIP, whose one folder is the bag. What lies below `data/` is its payload. */
export class BagWriter {
  private readonly zip = new ZipWriter();
  private readonly manifests = { payload: [] as string[], tags: [] as string[] };
  private payload = { bytes: 0, files: 0 };

  constructor(private readonly folder: string) {}

  /** The declaration stands first, so that the file is known by its beginning. */
  async *begin(): AsyncGenerator<Uint8Array> {
    yield* this.text('bagit.txt', DECLARATION);
  }

  async *text(path: string, text: string): AsyncGenerator<Uint8Array> {
    const file = this.opened(path);
    await file.add(Buffer.from(text));
    yield* file.finish();
  }

  json(path: string, value: unknown): AsyncGenerator<Uint8Array> {
    return this.text(path, `${JSON.stringify(value, null, 2)}\n`);
  }

  *packed(path: string, packed: Packed, sha256: string): Generator<Uint8Array> {
    const isPayload = path.startsWith('data/');
    (isPayload ? this.manifests.payload : this.manifests.tags).push(`${sha256}  ${path}\n`);
    if (isPayload) this.payload = { bytes: this.payload.bytes + packed.length, files: this.payload.files + 1 };
    yield* this.zip.file(`${this.folder}/${path}`, packed);
  }

  opened(path: string): OpenFile {
    const packer = new Packer();
    const finish = async function* (this: BagWriter) {
      const { packed, sha256 } = await packer.finish();
      yield* this.packed(path, packed, sha256);
    }.bind(this);
    return {
      get length() {
        return packer.length;
      },
      add: (piece) => packer.add(piece),
      finish,
    };
  }

  /** What is said of the bag, its manifests, and the ZIP's end. */
  async *end(info: readonly (readonly [name: string, value: string])[]): AsyncGenerator<Uint8Array> {
    const { bytes, files } = this.payload;
    const lines = [...info, ['Payload-Oxum', `${bytes}.${files}`] as const];
    yield* this.text('bag-info.txt', lines.map(([name, value]) => `${name}: ${value}\n`).join(''));
    yield* this.text('manifest-sha256.txt', this.manifests.payload.join(''));
    // It lists all files of the bag but those of the payload and itself.
    const tags = await packedText(this.manifests.tags.join(''));
    yield* this.zip.file(`${this.folder}/tagmanifest-sha256.txt`, tags);
    yield* this.zip.end();
  }
}

async function packedText(text: string): Promise<Packed> {
  const packer = new Packer();
  await packer.add(Buffer.from(text));
  return (await packer.finish()).packed;
}
