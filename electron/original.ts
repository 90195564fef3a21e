import { toFailure } from '../core/reply';
import type { ShownOriginal } from '../core/original';

/** Where originals are looked at: `broadsheet://original/UID`. */
export const ORIGINAL_HOST = 'original';

/**
 * What an original may do, whatever it holds: be looked at. Its own styles apply and pictures inside it show; no script runs,
 * nothing is fetched or sent, and nobody but the app's own page may frame it. `sandbox` holds also where it is not in a frame.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors broadsheet://app',
  'sandbox',
].join('; ');

const headersOf = (mediaType: string) => ({
  'Content-Type': mediaType,
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'Cache-Control': 'no-store',
});

/**
 * Answers for an original's address.
 * @param read gets it from the archive
 */
export async function serveOriginal(pathname: string, read: (uid: string) => Promise<ShownOriginal>): Promise<Response> {
  try {
    const { mediaType, body } = await read(pathname.slice(1));
    return new Response(body, { headers: headersOf(mediaType) });
  } catch (error) {
    return new Response(toFailure(error).message, { status: 404, headers: headersOf('text/plain; charset=utf-8') });
  }
}
