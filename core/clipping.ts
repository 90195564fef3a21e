/** What is copied, as the clipboard takes it: programs that know formatting take the second, all others the first. */
export interface Clipping {
  text: string;
  /** Empty for what is text alone. */
  html: string;
}

/** How it is copied: as text, as Markdown, or with its formatting. */
export const CLIPPING_FORMS = ['plain', 'markdown', 'rich'] as const;
export type ClippingForm = (typeof CLIPPING_FORMS)[number];

/** A passage with where it comes from, a whole story, or where stories come from. */
export type Clipped =
  { kind: 'passage'; uid: string; words: string } | { kind: 'story'; uid: string } | { kind: 'references'; uids: readonly string[] };
