import { languageById, spoken } from '../../core/languages';
import * as m from '../../core/messages/messages.js';
import type { ShownOriginal } from '../../core/original';
import { escapeHtml } from '../../core/story';
import type { ReadStore } from '../../db/store';
import { decode, notText } from '../importers/parts/decode';
import { noStory } from './parts/stories';

const PAGE = 'text/html; charset=utf-8';

/** Pictures that every window can show. No SVG: it is a page rather than a picture. */
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** What is looked at stands alone, without the window's styles, in light and in dark. */
const STYLE = `:root { color-scheme: light dark }
body { margin: 1.5rem; font: 1rem/1.5 system-ui, sans-serif }
pre { font: 0.9375rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; max-inline-size: 80ch }`;

function page(content: string): ShownOriginal {
  const { id, direction } = languageById(spoken());
  const head = `<meta charset="utf-8"><title>${escapeHtml(m.original_title())}</title><style>${STYLE}</style>`;
  return {
    mediaType: PAGE,
    body: `<!doctype html><html lang="${id}" dir="${direction}"><head>${head}</head><body>${content}</body></html>`,
  };
}

/** A page that says one sentence, where there is nothing to look at. */
const saying = (sentence: string): ShownOriginal => page(`<p>${escapeHtml(sentence)}</p>`);

/** Where a page's head begins, or would. */
const HEAD = [/<head(?=[\s>])[^>]*>/i, /<html(?=[\s>])[^>]*>/i, /<!doctype[^>]*>/i];

/**
 * A page that stays as it is looked at, in the two things that no policy of the frame holds back: it may not have names looked up
 * (`<link rel=dns-prefetch>`; what else links ask for is refused anyway), and a link goes to a new window, which the frame may not
 * open, rather than to an empty frame.
 */
function still(html: string): string {
  const quiet = html.replace(/<link(?=[\s/>])/gi, '<meta');
  const head = HEAD.map((pattern) => pattern.exec(quiet)).find((match) => match !== null);
  const at = head ? head.index + head[0].length : 0;
  return `${quiet.slice(0, at)}<base target="_blank">${quiet.slice(at)}`;
}

/**
 * What a story was made from, to be looked at: the bytes as they were imported. Whoever shows it must let no script in it run and
 * nothing be fetched for it; `electron/original.ts` does.
 * @throws BroadsheetError `not-found`
 */
export async function showOriginal(store: ReadStore, uid: string): Promise<ShownOriginal> {
  const article = await store.articles.get(uid);
  if (!article) throw noStory(uid);
  const { original } = article;
  const bytes = original && (await store.originals.bytes(original.sha256));
  if (!original || !bytes) return saying(m.original_none());
  if (PICTURES.has(original.mediaType)) return { mediaType: original.mediaType, body: new Uint8Array(bytes) };
  if (notText(bytes) !== null) return saying(m.original_unshown({ name: original.fileName, type: original.mediaType }));
  const { text } = decode(bytes, original.fileName);
  if (original.mediaType === 'text/html') return { mediaType: PAGE, body: still(text) };
  return page(`<pre dir="auto">${escapeHtml(text)}</pre>`);
}
