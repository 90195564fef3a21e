import { imageSize } from 'image-size';

/** A picture that a story holds. */
export interface Picture {
  bytes: Uint8Array;
  /** Such as `image/png`. */
  mediaType: string;
  /** Without the dot. */
  extension: string;
  /** In pixels, as the file says. */
  width: number;
  height: number;
}

/** The raster formats that stories hold and everything shows, by the names `image-size` has for them. */
const FORMATS: Readonly<Record<string, Pick<Picture, 'mediaType' | 'extension'>>> = {
  png: { mediaType: 'image/png', extension: 'png' },
  jpg: { mediaType: 'image/jpeg', extension: 'jpg' },
  gif: { mediaType: 'image/gif', extension: 'gif' },
  webp: { mediaType: 'image/webp', extension: 'webp' },
};

/**
 * The picture in a story's `src` (`core/story.ts`): what stands there as `data:`. What it is, is read off its bytes.
 * @returns `null` for one that the archive does not hold, and for one that is broken at its beginning
 */
export function pictureOf(src: string): Picture | null {
  const data = /^data:image\/[\w.+-]+;base64,(.*)$/is.exec(src)?.[1];
  if (data === undefined) return null;
  const bytes = Buffer.from(data, 'base64');
  try {
    const { width, height, type = '' } = imageSize(bytes);
    const format = FORMATS[type];
    return format && width > 0 && height > 0 ? { bytes, ...format, width, height } : null;
  } catch {
    return null;
  }
}
