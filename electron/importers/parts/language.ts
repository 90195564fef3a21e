/** A BCP 47 tag in its usual spelling, or an empty string; Open Graph writes `pt_BR`. */
export function languageTag(value: string): string {
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
