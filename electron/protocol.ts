import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { ShownOriginal } from '../core/original';
import { ORIGINAL_HOST, serveOriginal } from './original';

const SCHEME = 'broadsheet';
const HOST = 'app';
/** Where the window's page lives. */
export const WINDOW_ORIGIN = `${SCHEME}://${HOST}`;
/** Where the originals of stories are looked at. */
export const ORIGINAL_ORIGIN = `${SCHEME}://${ORIGINAL_HOST}`;

/**
 * What a page of the app may do, whatever got into it: its own scripts, styles and fonts, pictures that are part of a story,
 * originals in a frame, and nothing from anywhere else.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  `frame-src ${ORIGINAL_ORIGIN}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Must run before the app is ready. Compiled scripts are kept between starts, as a browser keeps those of web pages. */
export function declareScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Media types of what the window's build consists of. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const notFound = () => new Response('Not found', { status: 404 });

/** Serves the built window from `folder`, nothing outside it, and the originals of stories. */
export function serveWindow(session: Session, folder: string, original: (uid: string) => Promise<ShownOriginal>): void {
  session.protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    if (host === ORIGINAL_HOST) return serveOriginal(pathname, original);
    const file = normalize(join(folder, decodeURIComponent(pathname)));
    const mediaType = MEDIA_TYPES[extname(file)];
    if (host !== HOST || mediaType === undefined || !file.startsWith(folder + sep)) return notFound();
    try {
      const headers = {
        'Content-Type': mediaType,
        'Content-Security-Policy': CONTENT_SECURITY_POLICY,
        'X-Content-Type-Options': 'nosniff',
      };
      return new Response(await readFile(file), { headers });
    } catch {
      return notFound();
    }
  });
}
