import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** Signatures of the ZIP format, APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16. */
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const SYMLINK = 0o120000;

/**
 * Unpacks a ZIP archive without Zip64, modes and links included.
 * @param {string} file
 * @param {string} folder made when it is not there
 * @param {(name: string) => boolean} [wanted]
 */
export function unzip(file, folder, wanted = () => true) {
  const zip = readFileSync(file);
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new Error(`${file} is not a ZIP archive`);
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new Error(`${file} is damaged`);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (wanted(name)) writeEntry(zip, at, name, folder);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

function writeEntry(zip, at, name, folder) {
  const path = join(folder, normalize(name));
  if (!path.startsWith(join(folder, sep))) throw new Error(`an entry would leave its folder: ${name}`);
  if (name.endsWith('/')) {
    mkdirSync(path, { recursive: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  const mode = zip.readUInt32LE(at + 38) >>> 16;
  const content = contentOf(zip, at);
  if ((mode & 0o170000) === SYMLINK) {
    symlinkSync(content.toString('utf8'), path);
    return;
  }
  writeFileSync(path, content);
  if ((mode & 0o777) !== 0) chmodSync(path, mode & 0o777);
}

function contentOf(zip, at) {
  const local = zip.readUInt32LE(at + 42);
  if (zip.readUInt32LE(local) !== LOCAL) throw new Error('a ZIP entry is damaged');
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
  return zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
}
