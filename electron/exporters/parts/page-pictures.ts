import type { PagePicture } from '../../../core/pages';
import type { Block } from '../../../core/story';
import * as m from '../../../core/messages/messages.js';
import { mapBlocks } from './block-walk';
import { pictureOf } from './pictures';

/** Bytes that stand beside the templates while a document is set. */
export interface PageFile {
  /** Rooted in the folder of the templates. */
  path: string;
  bytes: Uint8Array;
}

/** Pixels of one picture, and of all of a story's together: each is opened whole, at up to eight bytes a pixel. */
const MOST_PIXELS = 20_000_000;
const MOST_PIXELS_TOGETHER = 80_000_000;

export interface PagePictures {
  /** The story's blocks; `src` names an entry of `pictures`. */
  blocks: Block[];
  pictures: Record<string, PagePicture>;
  files: PageFile[];
}

/**
 * Takes the pictures out of a story's blocks, each address once. A picture that was not kept, that is in a format the page setter does
 * not know, or that is too large to be opened has a sentence in its place.
 */
export function pagePictures(uid: string, found: readonly Block[]): PagePictures {
  const keys = new Map<string, string>();
  const pictures: Record<string, PagePicture> = {};
  const files: PageFile[] = [];
  let pixels = 0;

  const take = (src: string, key: string): PagePicture => {
    const none = (refusal: string): PagePicture => ({ file: '', width: 0, height: 0, refusal });
    if (!src.startsWith('data:')) return none(m.page_picture_not_kept());
    const found = pictureOf(src);
    if (!found) return none(m.page_picture_unreadable());
    const { bytes, extension, width, height } = found;
    if (width * height > MOST_PIXELS || pixels + width * height > MOST_PIXELS_TOGETHER)
      return none(m.page_picture_too_large({ width: String(width), height: String(height) }));
    pixels += width * height;
    const file = `/${uid}-${key}.${extension}`;
    files.push({ path: file, bytes });
    // The head may be whole and the rest not: the press finds out, and empties the file's name.
    return { file, width, height, refusal: m.page_picture_unreadable() };
  };

  const blocks = mapBlocks(found, (block) => {
    if (block.kind !== 'figure' || block.src === '') return block;
    let key = keys.get(block.src);
    if (key === undefined) {
      key = `picture-${keys.size + 1}`;
      keys.set(block.src, key);
      pictures[key] = take(block.src, key);
    }
    return { ...block, src: key };
  });
  return { blocks, pictures, files };
}
