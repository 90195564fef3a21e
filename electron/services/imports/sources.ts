import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { OriginalInfo, PackedBytes } from '../../../core/article';
import type { ImportSource } from '../../../core/importing';
import { inMegabytes } from '../../../core/figures';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { chooseImporter, importerById, IMPORTERS } from '../../importers';
import {
  isPackageImporter,
  isStreamImporter,
  type FileImporter,
  type ImportFile,
  type ImportPackage,
  type Importer,
  type ImportStream,
  type PackageImporter,
  type StreamImporter,
} from '../../importers/importer';
import { factsOf, readBeside, readChunks, readHead, readWhole } from '../parts/files';
import { now, sha256 } from '../parts/identity';

/** Bytes that sniffing looks at. */
const HEAD = 65_536;

/** The bytes that a file's stories came from. */
export type Original = { info: OriginalInfo } & ({ bytes: Uint8Array } | { packed: PackedBytes });

/** How many bytes of an original are held. */
export const heldBytes = (original: Original): number => ('packed' in original ? original.packed.bytes : original.bytes).byteLength;

/** A file about to be read, with the importer that will read it. Of a stream no original is kept. */
export type Recognised =
  | { importer: FileImporter; file: ImportFile; original: Original; modified: string }
  | { importer: StreamImporter; stream: ImportStream; modified: string }
  | { importer: PackageImporter; package: ImportPackage; modified: string };

/** Lets others in, and throws when the import is cancelled. */
export type Breathe = () => Promise<void>;

function importerFor(format: string | undefined, head: Uint8Array, name: string): Importer {
  if (format === undefined) return chooseImporter(head, name);
  const importer = importerById(format);
  if (importer) return importer;
  const known = IMPORTERS.map(({ id }) => id).join(', ');
  throw new BroadsheetError('invalid-input', m.error_unknown_import_format({ format, known }));
}

function checkSize(name: string, byteLength: number, importer: FileImporter): void {
  if (byteLength <= importer.maxBytes) return;
  const size = (bytes: number) => inMegabytes(Math.round(bytes / 1_048_576));
  const facts = { name, size: size(byteLength), most: size(importer.maxBytes), format: importer.label() };
  throw new BroadsheetError('too-large', m.error_too_large(facts));
}

function held(importer: FileImporter, file: ImportFile): Recognised {
  const { name, bytes } = file;
  const info = { sha256: sha256(bytes), fileName: name, mediaType: importer.mediaType, byteLength: bytes.byteLength };
  return { importer, file, original: { info, bytes }, modified: file.modified };
}

/** Reads a file whole only when its size is one the importer takes. */
async function recogniseFile(path: string, format: string | undefined, breathe: Breathe): Promise<Recognised> {
  const name = basename(path);
  const { byteLength, modified } = await factsOf(path);
  if (byteLength === 0) throw new BroadsheetError('unrecognised', m.error_not_a_story({ name, what: m.what_empty() }));
  const importer = importerFor(format, await readHead(path, HEAD), name);
  if (isStreamImporter(importer)) return { importer, stream: { name, chunks: readChunks(path) }, modified };
  if (isPackageImporter(importer)) return { importer, package: { name, from: { path }, breathe }, modified };
  checkSize(name, byteLength, importer);
  return held(importer, { name, bytes: await readWhole(path), modified, beside: (other) => readBeside(path, other) });
}

function recogniseBytes(bytes: Uint8Array, name: string, format: string | undefined, breathe: Breathe): Recognised {
  if (bytes.byteLength === 0) throw new BroadsheetError('unrecognised', m.error_no_text());
  const importer = importerFor(format, bytes.subarray(0, HEAD), name);
  const modified = now();
  if (isStreamImporter(importer)) return { importer, stream: { name, chunks: Readable.from([bytes]) }, modified };
  if (isPackageImporter(importer)) return { importer, package: { name, from: { bytes }, breathe }, modified };
  checkSize(name, bytes.byteLength, importer);
  return held(importer, { name, bytes, modified });
}

/**
 * What a source holds, with the importer for it. A path names a file; folders were walked before.
 * @param breathe called by importers whose work is long before the first story
 * @throws BroadsheetError `unreadable`, `unrecognised`, `too-large`, `invalid-input`
 */
export async function recognise(source: ImportSource, format: string | undefined, breathe: Breathe): Promise<Recognised> {
  switch (source.kind) {
    case 'path':
      return recogniseFile(source.path, format, breathe);
    case 'text':
      return recogniseBytes(new TextEncoder().encode(source.text), source.name, format, breathe);
    case 'bytes':
      return recogniseBytes(source.bytes, source.name, format, breathe);
  }
}

/** A source as it can be written down to go on another time. Bytes of standard input come only once. */
export type KeptSource = Exclude<ImportSource, { kind: 'bytes' }> | { kind: 'lost'; name: string };

export function keptSource(source: ImportSource): KeptSource {
  return source.kind === 'bytes' ? { kind: 'lost', name: source.name } : source;
}

/** What people call a source. */
export function sourceName(source: ImportSource | KeptSource): string {
  return source.kind === 'path' ? source.path : source.name;
}
