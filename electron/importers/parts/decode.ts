import chardet from 'chardet';
import iconv from 'iconv-lite';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';

/** Bytes read as text. */
export interface DecodedText {
  /** Without byte order mark; line ends are line feeds. */
  text: string;
  /** The encoding's IANA name in lower case, such as `utf-8` or `shift_jis`. */
  encoding: string;
  /** A sentence when the encoding had to be guessed or characters were lost, else an empty string. */
  warning: string;
}

/** Bytes that an encoding is guessed from. */
const SAMPLE = 65_536;
/** A declaration stands in the first kilobyte (https://html.spec.whatwg.org/#determining-the-character-encoding); some are late. */
const DECLARATION = 4_096;
/** Of the characters beyond ASCII, the share that may be damaged for a text to count as UTF-8. */
const MAX_DAMAGE = 0.05;
/** Text holds next to no control characters; a stray one is no reason to refuse a story. */
const MAX_CONTROLS = 0.01;

/** First bytes of files that are no text, however much of them looks like it, and what a person calls them. */
const SIGNATURES: readonly [prefix: string, name: () => string][] = [
  ['%PDF-', m.what_pdf],
  ['{\\rtf', m.what_rtf],
  ['PK\x03\x04', m.what_zip],
  ['\x1f\x8b', m.what_compressed],
  ['\x89PNG', m.what_picture],
  ['\xff\xd8\xff', m.what_picture],
  ['GIF8', m.what_picture],
  ['\xd0\xcf\x11\xe0', m.what_old_office],
  ['SQLite format 3\0', m.what_database],
];

/** What the bytes are when they are no text, as in "NAME is …"; `null` for text. Empty bytes are no text either. */
export function notText(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return m.what_empty();
  const sample = bytes.subarray(0, SAMPLE);
  const latin1 = Buffer.from(sample.buffer, sample.byteOffset, sample.length).toString('latin1');
  const signature = SIGNATURES.find(([prefix]) => latin1.startsWith(prefix));
  if (signature) return m.what_no_text({ what: signature[1]() });
  if (utf16(sample) !== null) return null;
  // Escape introduces the shifts of ISO-2022 texts.
  // eslint-disable-next-line no-control-regex
  const controls = latin1.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0;
  return controls > sample.length * MAX_CONTROLS ? m.what_no_text({ what: m.what_binary() }) : null;
}

/**
 * Reads bytes as text: by byte order mark, as UTF-8 where they are that, by the encoding an HTML or XML head declares, or
 * by the likeliest encoding.
 * @throws BroadsheetError `unrecognised` for bytes that are no text
 */
export function decode(bytes: Uint8Array, name: string): DecodedText {
  const refusal = notText(bytes);
  if (refusal !== null) throw new BroadsheetError('unrecognised', m.error_not_a_story({ name, what: refusal }));
  const { text, encoding, warning } = decodeBytes(bytes);
  return { text: text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), encoding, warning };
}

function decodeBytes(bytes: Uint8Array): DecodedText {
  const wide = utf16(bytes.subarray(0, SAMPLE));
  if (wide !== null) return { text: convert(bytes, wide), encoding: wide, warning: '' };
  const head = Buffer.from(bytes.subarray(0, DECLARATION)).toString('latin1');
  const declared = declaredEncoding(head);
  // Seven-bit Japanese passes for ASCII.
  const shifted = /\x1b[$(]/.test(head); // eslint-disable-line no-control-regex
  const utf8 = new TextDecoder().decode(bytes);
  const damage = shifted ? Infinity : damageOf(utf8);
  // Pages saved anew are often UTF-8 under an old declaration, and other encodings are never UTF-8 by accident.
  if (damage === 0) return { text: utf8, encoding: 'utf-8', warning: '' };
  if (declared !== null && declared !== 'utf-8') return { text: convert(bytes, declared), encoding: declared, warning: '' };
  if (damage < MAX_DAMAGE) return { text: utf8, encoding: 'utf-8', warning: m.import_damaged_characters({ mark: '\uFFFD' }) };
  const guess = guessed(bytes);
  return {
    text: convert(bytes, guess),
    encoding: guess,
    warning: m.import_encoding_guessed({ encoding: guess }),
  };
}

/** The share of broken sequences in the text beyond ASCII. */
function damageOf(text: string): number {
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  if (broken === 0) return 0;
  return broken / (text.match(/[^\0-\x7f]/gu)?.length ?? 1);
}

/** UTF-16 by its mark, or by the zero bytes that ordinary characters have in it. */
function utf16(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = sample.length * 0.2;
  if (odd > many && even < odd * 0.05) return 'utf-16le';
  return even > many && odd < even * 0.05 ? 'utf-16be' : null;
}

function declaredEncoding(head: string): string | null {
  const match = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)/i.exec(head) ?? /<meta[^>]*?charset\s*=\s*["']?\s*([\w-]+)/i.exec(head);
  const label = match?.[1]?.toLowerCase();
  return label !== undefined && canConvert(label) ? normalLabel(label) : null;
}

/** Browsers read Latin 1 as windows-1252, which holds the quotation marks that pages so declared really use. */
function normalLabel(label: string): string {
  if (/^(iso-8859-1|latin-?1|us-ascii|ascii)$/.test(label)) return 'windows-1252';
  return label === 'utf8' ? 'utf-8' : label;
}

function guessed(bytes: Uint8Array): string {
  const guess = chardet.analyse(bytes.subarray(0, SAMPLE)).find(({ name }) => canConvert(name) && name !== 'UTF-8');
  return normalLabel(guess?.name.toLowerCase() ?? 'windows-1252');
}

function canConvert(label: string): boolean {
  if (iconv.encodingExists(label)) return true;
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

function convert(bytes: Uint8Array, label: string): string {
  return iconv.encodingExists(label) ? iconv.decode(Buffer.from(bytes), label) : new TextDecoder(label).decode(bytes);
}
