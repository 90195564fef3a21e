/**
 * A text in the form in which passages are compared, and the way back: what re-wrapping, typography, entities and Unicode's
 * normalisation forms change is the same in it. It has no white space at all, compatibility characters are taken apart (NFKD,
 * https://unicode.org/reports/tr15/), quotation marks and dashes are plain, letters small.
 */
export interface Comparable {
  text: string;
  /** Where in the original each UTF-16 unit comes from. */
  starts: Int32Array;
  /** Where in the original that ends. */
  ends: Int32Array;
}

const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp|shy|[lr][sd]quo|[mn]dash|hellip));/iy;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  mdash: '-',
  ndash: '-',
  hellip: '...',
};

const DROPPED = /[\s\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;
const SINGLE_QUOTES = /[‘’‚‛′´`ʼ]/gu;
const DOUBLE_QUOTES = /[“”„‟″«»]/gu;
const DASHES = /[\p{Pd}−]/gu;
const DASH = 0x2d;

/** What a character becomes, once it was looked at. */
const known = new Map<string, string>();

function comparableForm(character: string): string {
  let form = known.get(character);
  if (form === undefined) {
    form = character
      .normalize('NFKD')
      .toLowerCase()
      .replace(SINGLE_QUOTES, "'")
      .replace(DOUBLE_QUOTES, '"')
      .replace(DASHES, '-')
      .replace(DROPPED, '');
    known.set(character, form);
  }
  return form;
}

/** The character an entity at a place stands for, and the entity's length; `null` when none stands there. */
function entityAt(text: string, at: number): { form: string; length: number } | null {
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(text);
  if (!match) return null;
  const [whole, decimal, hexadecimal, name] = match;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '0', 16) : Number(decimal);
  const character = name === undefined ? (code <= 0x10_ffff ? String.fromCodePoint(code) : '') : (NAMED[name.toLowerCase()] ?? '');
  return { form: [...character].map(comparableForm).join(''), length: whole.length };
}

/** Units that are turned into a string at once: more arguments a call does not take. */
const AT_ONCE = 8_192;

class Builder {
  private units: Uint16Array;
  private starts: Int32Array;
  private ends: Int32Array;
  private length = 0;

  constructor(room: number) {
    this.units = new Uint16Array(room);
    this.starts = new Int32Array(room);
    this.ends = new Int32Array(room);
  }

  add(unit: number, start: number, end: number): void {
    // Two dashes are typed for a long one.
    if (unit === DASH && this.units[this.length - 1] === DASH && this.ends[this.length - 1] === start) {
      this.ends[this.length - 1] = end;
      return;
    }
    if (this.length === this.units.length) this.grow();
    this.units[this.length] = unit;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  private grow(): void {
    const room = this.length * 2 + 16;
    const [units, starts, ends] = [new Uint16Array(room), new Int32Array(room), new Int32Array(room)];
    units.set(this.units);
    starts.set(this.starts);
    ends.set(this.ends);
    [this.units, this.starts, this.ends] = [units, starts, ends];
  }

  finish(): Comparable {
    let text = '';
    for (let at = 0; at < this.length; at += AT_ONCE) {
      text += String.fromCharCode(...this.units.subarray(at, Math.min(this.length, at + AT_ONCE)));
    }
    return { text, starts: this.starts.subarray(0, this.length), ends: this.ends.subarray(0, this.length) };
  }
}

export function comparable(text: string): Comparable {
  const builder = new Builder(text.length + 16);
  for (let at = 0; at < text.length;) {
    const unit = text.charCodeAt(at);
    const entity = unit === 0x26 ? entityAt(text, at) : null;
    if (entity === null && unit < 0x80) {
      // Most text is plain; asking a map for every letter is what would take the time.
      const isCapital = unit >= 0x41 && unit <= 0x5a;
      if (unit > 0x20 && unit !== 0x7f) builder.add(isCapital ? unit + 0x20 : unit === 0x60 ? 0x27 : unit, at, at + 1);
      at += 1;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const { form, length } = entity ?? { form: comparableForm(character), length: character.length };
    for (let index = 0; index < form.length; index += 1) builder.add(form.charCodeAt(index), at, at + length);
    at += length;
  }
  return builder.finish();
}
