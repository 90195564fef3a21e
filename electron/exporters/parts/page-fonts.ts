/**
 * Font families for what the bundled faces (Latin, Greek, Cyrillic) lack. Pages name families of all systems at once: the page
 * setter takes the first that is installed and has the letter, and its own choice of the remaining fonts after that.
 */

const JAPANESE = [
  'Noto Serif CJK JP',
  'Noto Serif JP',
  'Source Han Serif JP',
  'Hiragino Mincho ProN',
  'Yu Mincho',
  'YuMincho',
  'IPAexMincho',
  'MS Mincho',
  'Noto Sans CJK JP',
];
const KOREAN = [
  'Noto Serif CJK KR',
  'Noto Serif KR',
  'Source Han Serif K',
  'AppleMyungjo',
  'Nanum Myeongjo',
  'Batang',
  'Noto Sans CJK KR',
  'Malgun Gothic',
];
const SIMPLIFIED = [
  'Noto Serif CJK SC',
  'Noto Serif SC',
  'Source Han Serif SC',
  'Songti SC',
  'STSong',
  'SimSun',
  'Noto Sans CJK SC',
  'Microsoft YaHei',
];
const TRADITIONAL = [
  'Noto Serif CJK TC',
  'Noto Serif TC',
  'Source Han Serif TC',
  'Songti TC',
  'LiSong Pro',
  'PMingLiU',
  'MingLiU',
  'Noto Sans CJK TC',
  'Microsoft JhengHei',
];
const ARABIC = ['Noto Naskh Arabic', 'Amiri', 'Geeza Pro', 'Al Nile', 'Traditional Arabic', 'Sakkal Majalla', 'Noto Sans Arabic'];
const URDU = ['Noto Nastaliq Urdu', 'Urdu Typesetting', ...ARABIC];
const HEBREW = ['Noto Serif Hebrew', 'Frank Ruehl CLM', 'New Peninim MT', 'David', 'Noto Sans Hebrew', 'Arial Hebrew'];
const SOUTH_ASIAN = [
  'Noto Serif Devanagari',
  'Kohinoor Devanagari',
  'Nirmala UI',
  'Noto Serif Bengali',
  'Noto Serif Tamil',
  'Noto Sans Devanagari',
];
const SOUTH_EAST_ASIAN = [
  'Noto Serif Thai',
  'Thonburi',
  'Leelawadee UI',
  'Noto Sans Thai',
  'Noto Serif Khmer',
  'Noto Serif Lao',
  'Noto Serif Myanmar',
];
const OTHERS = [
  'Noto Serif',
  'Times New Roman',
  'DejaVu Serif',
  'DejaVu Sans',
  'Noto Sans Symbols',
  'Noto Sans Symbols 2',
  'Segoe UI Symbol',
  'Apple Symbols',
];
const EMOJI = ['Noto Color Emoji', 'Apple Color Emoji', 'Segoe UI Emoji'];

/** Chinese written with traditional characters, by region or script. */
const TRADITIONAL_TAG = /^(?:zh-Hant\b|zh-(?:TW|HK|MO)\b|yue\b)/i;

/** Every family that pages name. */
export const PAGE_FONTS: readonly string[] = [
  ...new Set([
    ...[JAPANESE, SIMPLIFIED, TRADITIONAL, KOREAN].flat(),
    ...[ARABIC, URDU, HEBREW, SOUTH_ASIAN, SOUTH_EAST_ASIAN].flat(),
    ...[OTHERS, EMOJI].flat(),
  ]),
];

/** The families to try for a story in `language` (BCP 47), its own script's first: Han letters differ from language to language. */
export function pageFonts(language: string): string[] {
  return [...new Set([...ownFonts(language), ...PAGE_FONTS])];
}

function ownFonts(language: string): string[] {
  if (TRADITIONAL_TAG.test(language)) return TRADITIONAL;
  switch (language.split('-')[0]) {
    case 'zh':
      return SIMPLIFIED;
    case 'ko':
      return KOREAN;
    case 'ur':
      return URDU;
    default:
      return [];
  }
}
