/** More of a query says nothing to anybody. In characters. */
const MOST = 160;

/** A query or a part of it, as long as a sentence about it can bear. */
export const shortened = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST).trimEnd()}…` : text);
