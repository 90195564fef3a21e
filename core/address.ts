/**
 * When two web addresses mean the same story. The address a story came from is kept as it was; this makes the key it is
 * compared by: host, path and the parts of the query that choose a story.
 */

/** What is used here of the WHATWG URL, which every process has; core/ is compiled without the types of any. */
interface WebAddress {
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly searchParams: Iterable<[string, string]>;
  readonly hash: string;
}
declare const URL: { new (address: string): WebAddress; canParse(address: string): boolean };

/** Parameters that tell where a reader came from, never what is read. */
const TRACKING =
  /^(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_ga|_gl|_hsenc|_hsmi|s_cid|cmpid|wt_mc|ns_campaign|ns_mchannel|at_medium|at_campaign|xtor|ito|smid|__twitter_impression)$/i;
/** Parameters that ask for the reduced page of the same story. */
const REDUCED = /^(amp|outputtype=amp|amp_js_v|usqp)$/i;
/** Hosts of the same site for telephones and the like; only where a whole site's name follows. */
const VARIANT_HOST = /^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)/;
/** Characters that mean the same with and without percent-encoding (RFC 3986, section 2.3). */
const UNRESERVED = /^[\w.~-]$/;

/** The address inside one that Google's AMP caches gave it, or the address itself. */
function uncached(url: WebAddress): WebAddress {
  const match = url.hostname.endsWith('.cdn.ampproject.org')
    ? /^\/[a-z]\/(?:s\/)?(.+)$/.exec(url.pathname)
    : /^www\.google\.[a-z.]+$/.test(url.hostname)
      ? /^\/amp\/(?:s\/)?(.+)$/.exec(url.pathname)
      : null;
  const inner = match ? `https://${match[1]}${url.search}` : '';
  return URL.canParse(inner) ? new URL(inner) : url;
}

function sameEncoding(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (code) => {
    const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return UNRESERVED.test(character) ? character : code.toUpperCase();
  });
}

function storyPath(path: string): string {
  return (
    sameEncoding(path)
      .replace(/\/{2,}/g, '/')
      .replace(/\/index\.html?$/i, '/')
      // "/story/amp" and "/story.amp.html" are the reduced page of "/story"; "/amp" alone may be a story of that name.
      .replace(/(?<=[^/])\/amp\/?$/i, '')
      .replace(/\.amp(?=(\.html?)?$)/i, '')
      .replace(/\/+$/, '')
  );
}

function storyQuery(url: WebAddress): string {
  const kept = [...url.searchParams].filter(
    ([name, value]) => !TRACKING.test(name) && !REDUCED.test(name) && !REDUCED.test(`${name}=${value}`),
  );
  return kept
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
}

/**
 * What an address is compared by: without scheme, default port, `www.` and the like, trailing slash, tracking parameters,
 * fragment, and the marks of a reduced page. Empty for what is no web address, and for a site's front page, which badly
 * kept pages name as their own address.
 */
export function addressKey(address: string): string {
  const trimmed = address.trim();
  if (!/^https?:/i.test(trimmed) || !URL.canParse(trimmed)) return '';
  const url = uncached(new URL(trimmed));
  const host = url.hostname.replace(/\.$/, '').replace(VARIANT_HOST, '');
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const query = storyQuery(url);
  // Some sites choose the story behind "#!" or "#/".
  const place = /^#[!/]/.test(url.hash) ? sameEncoding(url.hash) : '';
  const rest = `${storyPath(url.pathname)}${query === '' ? '' : `?${query}`}${place}`;
  return rest === '' ? '' : `${host}${port}${rest}`;
}

/**
 * An {@link addressKey} as a whole number below 2⁵³, for an index of a tenth of the size; 0 for the empty key. Of a million
 * addresses, two share one with a chance of 1 in 18,000: whoever finds by it compares the keys.
 */
export function addressHash(key: string): number {
  if (key === '') return 0;
  let high = 0x811c9dc5;
  let low = 0x9e3779b1;
  for (let index = 0; index < key.length; index += 1) {
    const unit = key.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b);
    low ^= low >>> 13;
  }
  return (high >>> 0) * 0x200000 + (low >>> 11) || 1;
}
