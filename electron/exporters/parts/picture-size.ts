/** What the first bytes of a picture say: its format and how many pixels it has. */
export interface PictureSize {
  format: 'png' | 'jpg' | 'gif' | 'webp';
  width: number;
  height: number;
}

/** Reads no pixels, so that a picture too large to be opened can be told by its head. `null` for what is no picture of these formats. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = png(data) ?? gif(data) ?? webp(data) ?? jpeg(data);
  return found && found.width > 0 && found.height > 0 ? found : null;
}

const ascii = (data: Buffer, start: number, length: number) => data.toString('latin1', start, start + length);

function png(data: Buffer): PictureSize | null {
  if (data.length < 24 || ascii(data, 1, 3) !== 'PNG' || ascii(data, 12, 4) !== 'IHDR') return null;
  return { format: 'png', width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
}

function gif(data: Buffer): PictureSize | null {
  if (data.length < 10 || !/^GIF8[79]a$/.test(ascii(data, 0, 6))) return null;
  return { format: 'gif', width: data.readUInt16LE(6), height: data.readUInt16LE(8) };
}

function webp(data: Buffer): PictureSize | null {
  if (data.length < 30 || ascii(data, 0, 4) !== 'RIFF' || ascii(data, 8, 4) !== 'WEBP') return null;
  const format = 'webp';
  switch (ascii(data, 12, 4)) {
    case 'VP8 ':
      return { format, width: data.readUInt16LE(26) & 0x3fff, height: data.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = data.readUInt32LE(21);
      return { format, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { format, width: data.readUIntLE(24, 3) + 1, height: data.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

/** A JPEG's size stands in its frame header, behind segments of any number. */
function jpeg(data: Buffer): PictureSize | null {
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < data.length;) {
    if (data[at] !== 0xff) return null;
    const marker = data[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { format: 'jpg', width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5) };
    // Fill bytes and markers without a length stand alone.
    at += marker === 0xff ? 1 : marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7) ? 2 : 2 + data.readUInt16BE(at + 2);
  }
  return null;
}
