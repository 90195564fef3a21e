/** Scripts written from right to left that newspapers use. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg']);

/**
 * The direction of a language's usual script, from its BCP 47 tag; `auto`, which lets the page look at the letters, when the
 * language is unknown.
 */
export function textDirection(language: string): 'ltr' | 'rtl' | 'auto' {
  if (language === '') return 'auto';
  try {
    const { script } = new Intl.Locale(language).maximize();
    return script === undefined ? 'auto' : RIGHT_TO_LEFT.has(script) ? 'rtl' : 'ltr';
  } catch {
    return 'auto';
  }
}
