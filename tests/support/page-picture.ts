import { deflateSync, inflateSync, crc32 } from 'node:zlib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Grey pixels, one byte each. */
export interface Picture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Dots to the inch. */
const RESOLUTION = 60;
/** Shades that are told apart: few, so that pictures stay small. */
const SHADES = 16;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(data.byteLength);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([frame, body, sum]);
}

/** A grey PNG. */
export function toPng({ width, height, pixels }: Picture): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', new Uint8Array())]);
}

/** What {@link toPng} made. */
export function fromPng(png: Buffer): Picture {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const start = png.indexOf('IDAT') + 4;
  const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) pixels.set(rows.subarray(row * (width + 1) + 1, (row + 1) * (width + 1)), row * width);
  return { width, height, pixels };
}

/** A page of a PDF, from 1, as it is seen; `null` where this machine has nothing to paint with. */
export async function pagePicture(bytes: Uint8Array, number: number): Promise<Picture | null> {
  // Comes with pdf.js for the systems that people work on, and not for others.
  const canvases = await import('@napi-rs/canvas').catch(() => null);
  if (!canvases) return null;
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, disableFontFace: true, useSystemFonts: false });
  const document = await task.promise;
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: RESOLUTION / 72 });
  const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)];
  const canvas = canvases.createCanvas(width, height);
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: '#fff' }).promise;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const shade = (at: number) => 0.3 * (data[at] ?? 0) + 0.59 * (data[at + 1] ?? 0) + 0.11 * (data[at + 2] ?? 0);
  const step = 255 / (SHADES - 1);
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => Math.round(Math.round(shade(at * 4) / step) * step));
  await task.destroy();
  return { width, height, pixels };
}

/**
 * The share of pixels that differ from the approved picture: those that are unlike every approved pixel up to one pixel away. So a line
 * that moved counts, and edges that are smoothed in another way do not.
 */
export function difference(seen: Picture, approved: Picture): number {
  if (seen.width !== approved.width || seen.height !== approved.height) return 1;
  const { width, height } = seen;
  const UNLIKE = 90;
  const NEAR = [-1, 0, 1];
  const isLike = (x: number, y: number, shade: number) => {
    const inside = x >= 0 && y >= 0 && x < width && y < height;
    return inside && Math.abs((approved.pixels[y * width + x] ?? 0) - shade) <= UNLIKE;
  };
  let unlike = 0;
  for (const [at, shade] of seen.pixels.entries()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (!NEAR.some((dy) => NEAR.some((dx) => isLike(x + dx, y + dy, shade)))) unlike += 1;
  }
  return unlike / seen.pixels.length;
}
