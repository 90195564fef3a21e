import { createHash } from 'node:crypto';
import type { Companion } from '../exporter';

/** Characters of a picture's hash in its file's name: enough for no two to meet. */
const NAME_LENGTH = 32;

/**
 * The picture that stands in a story's `src`, as a file in `attachments/` beside the story's. It is named by its content, so that the
 * same picture is one file in the exports of many stories, and by the type that the story gives it, from which reading it back has the
 * same `src` again.
 * @returns `null` for a picture that the archive does not hold, and for one that would not come back the same
 */
export function attachmentOf(src: string): Companion | null {
  const [, type = '', data] = /^data:image\/([a-z]+);base64,(.*)$/.exec(src) ?? [];
  if (data === undefined) return null;
  const bytes = Buffer.from(data, 'base64');
  if (bytes.toString('base64') !== data) return null;
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { path: `attachments/${hash.slice(0, NAME_LENGTH)}.${type}`, bytes };
}
