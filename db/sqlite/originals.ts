import { gunzipSync, gzipSync } from 'node:zlib';
import type { OriginalInfo, PackedBytes } from '../../core/article';
import { digestOf } from './digests';
import type { ReadableDb, WritableDb } from './handle';
import { statement, valueOf } from './statement';

interface OriginalRow {
  sha256: string;
  file_name: string;
  media_type: string;
  byte_length: number;
}

export function originalInfo(db: ReadableDb, sha256: string): OriginalInfo | null {
  const row = statement<[string], OriginalRow>(db, 'SELECT sha256, file_name, media_type, byte_length FROM originals WHERE sha256 = ?').get(
    sha256,
  );
  return row ? { sha256: row.sha256, fileName: row.file_name, mediaType: row.media_type, byteLength: row.byte_length } : null;
}

export function originalBytes(db: ReadableDb, sha256: string): Uint8Array | null {
  const row = db
    .prepare<[string], { encoding: string; bytes: Buffer }>('SELECT encoding, bytes FROM originals WHERE sha256 = ?')
    .get(sha256);
  if (!row) return null;
  return row.encoding === 'gzip' ? gunzipSync(row.bytes) : row.bytes;
}

/** The bytes of an original as they are kept. */
export function packedOriginal(db: ReadableDb, sha256: string): PackedBytes | null {
  return statement<[string], PackedBytes>(db, 'SELECT encoding, bytes FROM originals WHERE sha256 = ?').get(sha256) ?? null;
}

/** Every original with its bytes, one at a time; without them where they no longer unpack. */
export function* eachOriginal(db: ReadableDb): Generator<{ sha256: string; fileName: string; bytes: Uint8Array | null }> {
  const rows = db
    .prepare<[], { sha256: string; file_name: string; encoding: string; bytes: Buffer }>(
      'SELECT sha256, file_name, encoding, bytes FROM originals',
    )
    .iterate();
  for (const { sha256, file_name: fileName, encoding, bytes } of rows) {
    yield { sha256, fileName, bytes: encoding === 'gzip' ? unpacked(bytes) : bytes };
  }
}

function unpacked(bytes: Uint8Array): Uint8Array | null {
  try {
    return gunzipSync(bytes);
  } catch {
    return null;
  }
}

/** Compressed where that saves space: pictures and archives are stored as they are. */
export function putOriginal(db: WritableDb, info: OriginalInfo, bytes: Uint8Array): void {
  if (isKept(db, info.sha256)) return;
  const packed = gzipSync(bytes);
  const isSmaller = packed.byteLength < bytes.byteLength;
  insert(db, { ...info, byteLength: bytes.byteLength }, isSmaller ? { encoding: 'gzip', bytes: packed } : { encoding: 'identity', bytes });
}

/** Bytes that were packed elsewhere, and whose checksum was compared. */
export function putPackedOriginal(db: WritableDb, info: OriginalInfo, packed: PackedBytes): void {
  if (!isKept(db, info.sha256)) insert(db, info, packed);
}

function isKept(db: ReadableDb, sha256: string): boolean {
  return valueOf<[string], number>(db, 'SELECT 1 FROM originals WHERE sha256 = ?').get(sha256) !== undefined;
}

function insert(db: WritableDb, info: OriginalInfo, { encoding, bytes }: PackedBytes): void {
  const row = { sha256: info.sha256, file_name: info.fileName, media_type: info.mediaType, byte_length: info.byteLength, encoding };
  statement(
    db,
    `INSERT INTO originals (sha256, file_name, media_type, byte_length, encoding, bytes, digest)
     VALUES (@sha256, @file_name, @media_type, @byte_length, @encoding, @bytes, @digest)`,
  ).run({ ...row, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), digest: digestOf('originals', row) });
}

/** Drops the bytes when no story came from them any more. */
export function forgetOriginal(db: WritableDb, sha256: string): void {
  statement(db, 'DELETE FROM originals WHERE sha256 = @sha256 AND NOT EXISTS (SELECT 1 FROM articles WHERE original_sha256 = @sha256)').run(
    {
      sha256,
    },
  );
}
