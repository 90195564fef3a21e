import { attributes } from './xml-text';

/** How word processors are told what a run is written in: the language that spells it, the typeface, and the direction. */

const EAST_ASIAN: Readonly<Record<string, string>> = { ja: 'Yu Mincho', ko: 'Batang', zh: 'SimSun', yue: 'PMingLiU' };
const TRADITIONAL = /^(?:zh-Hant\b|zh-(?:TW|HK|MO)\b|yue\b)/i;
const RTL_SCRIPTS = '\\p{Script=Arabic}\\p{Script=Hebrew}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}';
const RIGHT_TO_LEFT = new RegExp(`[${RTL_SCRIPTS}]`, 'v');

export interface RunLanguage {
  /** `w:rFonts`, where the language asks for it. */
  fonts: string;
  /** `w:lang`, where the language is known. */
  lang: string;
  /** With its country, as word processors have it. */
  tag: string;
}

const KNOWN = new Map<string, RunLanguage>();

/** What a run in a language (BCP 47) says of it. */
export function runLanguage(language: string): RunLanguage {
  const known = KNOWN.get(language) ?? makeLanguage(language);
  KNOWN.set(language, known);
  return known;
}

function makeLanguage(language: string): RunLanguage {
  const tag = withCountry(language);
  const primary = tag.split('-')[0] ?? '';
  const font = TRADITIONAL.test(language) ? 'PMingLiU' : EAST_ASIAN[primary];
  if (tag === '') return { fonts: '', lang: '', tag: '' };
  if (font !== undefined) {
    return {
      fonts: `<w:rFonts w:hint="eastAsia"${attributes({ 'w:eastAsia': font })}/>`,
      lang: `<w:lang${attributes({ 'w:eastAsia': tag })}/>`,
      tag,
    };
  }
  return { fonts: '', lang: `<w:lang${attributes({ 'w:val': tag, 'w:bidi': tag })}/>`, tag };
}

function withCountry(language: string): string {
  try {
    const { language: primary, region } = new Intl.Locale(language).maximize();
    return region === undefined ? primary : `${primary}-${region}`;
  } catch {
    return '';
  }
}

/** A piece of text that is read in one direction. */
export interface DirectedText {
  text: string;
  isRightToLeft: boolean;
}

/** Words of one direction, with what stands between them. */
const RTL_WORDS = wordsOf(`[${RTL_SCRIPTS}]`);
const LTR_WORDS = wordsOf(`[[\\p{L}\\p{N}]--[${RTL_SCRIPTS}]]`);

function wordsOf(letter: string): RegExp {
  return new RegExp(`${letter}\\p{M}*(?:[^\\p{L}\\p{N}\\n]*${letter}\\p{M}*)*`, 'gv');
}

/** A text in pieces of one direction each; what belongs to neither goes with the paragraph. */
export function directedTexts(text: string, isRightToLeft: boolean): DirectedText[] {
  if (!isRightToLeft && !RIGHT_TO_LEFT.test(text)) return [{ text, isRightToLeft: false }];
  const pieces: DirectedText[] = [];
  let from = 0;
  for (const found of text.matchAll(isRightToLeft ? LTR_WORDS : RTL_WORDS)) {
    if (found.index > from) pieces.push({ text: text.slice(from, found.index), isRightToLeft });
    pieces.push({ text: found[0], isRightToLeft: !isRightToLeft });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isRightToLeft });
  return pieces;
}

/** Whether a paragraph is read from right to left: as it says, or else by its first letter. */
export function isRightToLeftIn(dir: string | undefined, text: string, around: boolean): boolean {
  if (dir === 'auto') return RIGHT_TO_LEFT.test(/\p{L}/u.exec(text)?.[0] ?? '');
  return dir === undefined ? around : dir === 'rtl';
}
