/**
 * Datelines: the place, and sometimes the agency and date, that open a story before a dash.
 */

const DASH = String.raw`\s*[—–―]\s*|\s+--?\s+`;

/**
 * The length of the opening of `text` that repeats the dateline, its dash and the space after it included; 0 when the text
 * opens otherwise. The reader sets that opening in small capitals, and pages print the field only when the body lacks it.
 */
export function datelineOpening(text: string, dateline: string): number {
  if (dateline === '' || !text.toLocaleUpperCase().startsWith(dateline.toLocaleUpperCase())) return 0;
  const rest = text.slice(dateline.length);
  // Up to the dash there may stand a date, an agency or both: ", July 17 (Reuters) - ".
  const match = new RegExp(String.raw`^[^\n.!?—–―]{0,60}?(?:${DASH})`, 'u').exec(rest);
  return match ? dateline.length + match[0].length : 0;
}
