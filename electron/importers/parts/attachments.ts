import { escapeHtml } from '../../../core/story';

/** Reads a file that lies beside the one that is imported, or below it; `null` when there is none. */
export type Beside = (path: string) => Promise<Uint8Array | null>;

/** The kinds of pictures that stories hold, by the endings of their names. */
const KINDS = /\.(png|jpe?g|gif|webp|avif|bmp)$/i;
const SOURCE = /(<img\b[^>]*?\ssrc=")([^"]*)(")/g;

/** A story's HTML with the pictures that lie beside it in it. */
export async function withAttachments(html: string, beside: Beside): Promise<string> {
  const found = new Map<string, string>();
  for (const [, , source = ''] of html.matchAll(SOURCE)) {
    if (/^[a-z][a-z\d+.-]*:/i.test(source) || found.has(source)) continue;
    const path = pathIn(source);
    const [, kind] = KINDS.exec(path) ?? [];
    const bytes = kind === undefined ? null : await beside(path);
    if (bytes) found.set(source, `data:image/${kind?.toLowerCase()};base64,${Buffer.from(bytes).toString('base64')}`);
  }
  return html.replace(SOURCE, (all, before: string, source: string, after: string) => {
    const data = found.get(source);
    return data === undefined ? all : before + escapeHtml(data) + after;
  });
}

function pathIn(source: string): string {
  try {
    return decodeURIComponent(source.replaceAll('&amp;', '&'));
  } catch {
    return source;
  }
}
