/** Tags looked up before; sources use few, and bulk files name them a million times. */
const KNOWN = new Map<string, string>();
const MOST_KNOWN = 1_000;

/** A BCP 47 tag in its usual spelling, or an empty string; Open Graph writes `pt_BR`. */
export function languageTag(value: string): string {
  let tag = KNOWN.get(value);
  if (tag === undefined) {
    tag = canonical(value);
    if (KNOWN.size === MOST_KNOWN) KNOWN.clear();
    KNOWN.set(value, tag);
  }
  return tag;
}

function canonical(value: string): string {
  const tag =
    value
      .trim()
      .replaceAll('_', '-')
      .split(/[,;\s]/)[0] ?? '';
  if (!/^[a-z]{2,3}(-|$)/i.test(tag)) return '';
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? '';
  } catch {
    return '';
  }
}
