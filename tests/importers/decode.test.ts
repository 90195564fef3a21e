import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode, notText } from '../../electron/importers/parts/decode';
import { utf8 } from './stories';

const RUSSIAN =
  'Вчера вечером в старом порту снова зажгли маяк. На набережной собралось около трёхсот жителей, и никто не жалел, что пришёл. ' +
  'Лампу установили школьники, а смотритель сказал, что чайки довольны больше всех.';
const JAPANESE =
  '港町の古い灯台が昨夜、百年ぶりに点灯した。集まった住民およそ三百人から大きな拍手が起きた。電球は地元の高校生が取り付けた。';

describe('reading bytes as text', () => {
  it.each([
    ['utf-8', utf8(`\uFEFF${JAPANESE}`), JAPANESE, 'utf-8'],
    ['UTF-16 with its mark', iconv.encode(RUSSIAN, 'utf-16le', { addBOM: true }), RUSSIAN, 'utf-16le'],
    ['UTF-16 of the other order', iconv.encode('Plain words', 'utf-16be', { addBOM: true }), 'Plain words', 'utf-16be'],
    ['UTF-16 without a mark', iconv.encode('Plain words without a mark', 'utf-16le'), 'Plain words without a mark', 'utf-16le'],
    ['Shift_JIS', iconv.encode(JAPANESE, 'shift_jis'), JAPANESE, 'shift_jis'],
    ['EUC-JP', iconv.encode(JAPANESE, 'euc-jp'), JAPANESE, 'euc-jp'],
    ['windows-1251', iconv.encode(RUSSIAN, 'windows-1251'), RUSSIAN, 'windows-1251'],
    ['KOI8-R', iconv.encode(RUSSIAN, 'koi8-r'), RUSSIAN, 'koi8-r'],
  ])('knows %s', (_, bytes, text, encoding) => {
    expect(decode(bytes, 'a.txt')).toMatchObject({ text, encoding });
  });

  it('reads the seven-bit Japanese of old mail', () => {
    // "港" between the shifts to JIS X 0208 and back.
    const bytes = new Uint8Array([0x1b, 0x24, 0x42, 0x39, 0x41, 0x1b, 0x28, 0x42, 0x0a]);
    expect(decode(bytes, 'a.txt')).toMatchObject({ text: '港\n', encoding: 'iso-2022-jp' });
  });

  it('says when it guessed, and not when it was told', () => {
    expect(decode(iconv.encode(RUSSIAN, 'windows-1251'), 'a.txt').warning).toContain('windows-1251');
    const page = `<html><meta charset="windows-1251"><p>Маяк</p>`;
    expect(decode(iconv.encode(page, 'windows-1251'), 'a.html')).toEqual({ text: page, encoding: 'windows-1251', warning: '' });
    const xml = `<?xml version="1.0" encoding="Shift_JIS"?><html><p>灯台</p></html>`;
    expect(decode(iconv.encode(xml, 'shift_jis'), 'a.xhtml')).toEqual({ text: xml, encoding: 'shift_jis', warning: '' });
  });

  it('believes the bytes more than an old declaration', () => {
    const page = '<meta charset="iso-8859-1"><p>“Маяк”</p>';
    expect(decode(utf8(page), 'a.html')).toEqual({ text: page, encoding: 'utf-8', warning: '' });
    const quotes = '<meta charset="iso-8859-1"><p>“Beacon”</p>';
    expect(decode(iconv.encode(quotes, 'windows-1252'), 'a.html').text).toBe(quotes);
  });

  it('reads UTF-8 that was cut off or damaged in one place, and says so', () => {
    const cut = utf8(RUSSIAN).subarray(0, utf8(RUSSIAN).length - 2);
    const { text, encoding, warning } = decode(cut, 'a.txt');
    expect(encoding).toBe('utf-8');
    expect(text.startsWith(RUSSIAN.slice(0, 100))).toBe(true);
    expect(warning).toContain('damaged');
  });

  it('has one kind of line end', () => {
    expect(decode(utf8('a\r\nb\rc\n'), 'a.txt').text).toBe('a\nb\nc\n');
  });
});

describe('what is no text', () => {
  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['a PDF', utf8('%PDF-1.7\n1 0 obj'), 'a PDF, not a text'],
    ['an office document', utf8('PK\x03\x04etc'), 'a ZIP archive or an office document, not a text'],
    ['a program', Uint8Array.from({ length: 4_000 }, (_, index) => (index * 37) % 256), 'a binary file, not a text'],
    ['zeros', new Uint8Array(64), 'a binary file, not a text'],
  ])('is told of %s', (_, bytes, what) => {
    expect(notText(bytes)).toBe(what);
    expect(() => decode(bytes, 'story.txt')).toThrow(`story.txt is ${what}. Nothing was imported.`);
  });
});
