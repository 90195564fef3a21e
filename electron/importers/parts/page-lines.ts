import type { ArticleFields } from '../../../core/article';
import { findDate, isoDate } from './dates';

/** What a line around a story says about it. */
export type LineFacts = Partial<
  Pick<ArticleFields, 'byline' | 'publication' | 'published' | 'updated' | 'url' | 'rights' | 'creditLine' | 'section'>
> & {
  retrieved?: string;
};

/** Longer lines belong to the story. */
const MAX_LINE = 200;
const MAX_NAME = 80;

const PRINT_WORDS = [
  String.raw`print(er[ -]friendly( version| page)?)?( (this|the))?( (page|article|story|version))?`,
  String.raw`(seite |artikel )?(aus)?drucken`,
  String.raw`imprimer( (cet article|cette page|l['’]article|la page))?`,
  String.raw`imprimir( (esta|este|la|el|a|o)? ?(página|pagina|artículo|artigo|nota|notícia))?`,
  'stampa( (questa pagina|articolo|la pagina))?',
  '(artikel |pagina )?(afdrukken|printen)',
  'skriv ut( (sidan|siden|artikeln|artikkelen))?|udskriv( (siden|artiklen))?|tulosta( sivu)?|drukuj( artykuł| stronę)?|vytisknout|yazdır',
  'распечатать|печать|версия для печати|друк(увати)?|роздрукувати|εκτύπωση',
  '(この(記事|ページ)を)?印刷(する)?|プリント|打印(本(页|文))?|列印(本(頁|文))?|인쇄(하기)?|طباعة|הדפס(ה)?|พิมพ์',
];
const PRINT_BUTTON = new RegExp(`^[\\[(<|•*]*\\s*(?:(?:${PRINT_WORDS.join('|')})[\\s|/.:>\\])]*)+$`, 'iu');

/** The line that a page's print button leaves behind, in whatever language and however often repeated. */
export function isPrintButton(line: string): boolean {
  return line.length <= MAX_NAME && PRINT_BUTTON.test(line.trim());
}

const PERSON = String.raw`(?<name>[\p{Lu}\p{Lo}@][^.!?:;|\d。]*(?:\p{Lu}\.[^.!?:;|\d。]*)*)`;
const BYLINES = [
  new RegExp(
    String.raw`^(?:(?:[Ww]ords |WORDS |[Ww]ritten |WRITTEN |[Ss]tory |[Rr]eport(?:ed)? )?(?:[Bb]y|BY)\s|(?:Author|Byline|Reporter)[:：])\s*${PERSON}$`,
    'u',
  ),
  new RegExp(String.raw`^(?:[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]oor|DOOR|Autor(?:in|e|a)?[:：]|Автор[:：])\s+${PERSON}$`, 'u'),
  /^(?:文|取材|記者|作者|記事)\s*[／/:：=＝]\s*(?<name>.{2,30})$/u,
];

const RETRIEVED =
  /^(?:printed|retrieved|accessed|gedruckt|abgerufen|imprimé|consulté|impreso|印刷日時?|取得日時?)[^\d\p{L}]*(?:(?:on|from|at|am|le|el)(?!\p{L}))?/iu;
const UPDATED = /^(?:last )?(?:updated?|modified|corrected|aktualisiert|mis à jour|actualizado|更新)/iu;
const PUBLISHED =
  /^(?:(?:first )?published|posted|date|issued|veröffentlicht|erschienen|datum|publié|paru|publicado|fecha|fecha de publicación|公開日?|掲載日?|発行日?|日付)/iu;
/** What may stand beside a date on a date line: week days, "at", zones, punctuation. */
const DATE_COMPANY =
  /^(?:(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|mon|tue|wed|thu|fri|sat|sun|at|on|the|am|le|el|um|uhr|h|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)|[ecmp][ds]?t|jst|bst|cest?|[（(]?[月火水木金土日][)）]?(?:曜日)?)|[\s,.:：;|–—-])*$/iu;

const PAPER =
  /\b(gazette|times|tribune|herald|courier|chronicle|echo|observer|sentinel|examiner|bugle|mercury|argus|journal|post|daily|weekly|press|news|zeitung|anzeiger|tageblatt|rundschau|kurier|nachrichten|correo|diario|periódico|gaceta|gazzetta|corriere|courrier|le monde|dagblad|reuters|associated press|kyodo)\b|(新聞|新报|新報|日報|日报|通信|통신|신문|일보)/iu;

/** Whether a line is likely the name of a publication: a few words, one of which newspapers are called. */
export function looksLikePublication(line: string): boolean {
  return (
    line.length <= 50 && line.split(/\s+/u).length <= 6 && PAPER.test(line) && !/[.!?,;:。]$/u.test(line) && /^[\p{Lu}\p{Lo}]/u.test(line)
  );
}

/** What one line around a story tells, or `null` when it tells nothing and belongs to the story. */
export function factsOfLine(line: string): LineFacts | null {
  const text = line.trim();
  if (text === '' || text.length > MAX_LINE) return null;
  const whole = factsOfPart(text);
  if (whole) return whole;
  // "By Ada Lind | The Mill Echo | 4 May 2024"
  const parts = text.split(/\s+[|·•／]\s+/u);
  if (parts.length < 2) return null;
  const known = parts.map((part) => factsOfPart(part));
  if (known.every((facts) => facts === null)) return null;
  const facts: LineFacts = {};
  for (const [index, part] of parts.entries())
    Object.assign(facts, known[index] ?? (facts.publication ? {} : { publication: part.trim() }));
  return facts;
}

function factsOfPart(text: string): LineFacts | null {
  return url(text) ?? rights(text) ?? byline(text) ?? labelled(text) ?? date(text);
}

function url(text: string): LineFacts | null {
  const match = /^(?:(?:url|link|source|original|adresse|address|quelle)\s*[:：]\s*)?<?(https?:\/\/[^\s<>"]+)>?$/iu.exec(text);
  if (!match?.[1] || !URL.canParse(match[1])) return null;
  return { url: new URL(match[1]).href };
}

function rights(text: string): LineFacts | null {
  return /^(?:©|\(c\)|copyright\b|all rights reserved|alle rechte)/iu.test(text) ? { rights: text } : null;
}

function byline(text: string): LineFacts | null {
  if (text.length > MAX_NAME) return null;
  for (const form of BYLINES) {
    const name = form.exec(text)?.groups?.['name']?.trim();
    // "By then the river had risen" has small letters where names have none.
    if (name && name.split(/\s+/u).filter((word) => /^\p{Ll}{4,}/u.test(word)).length <= 1) return { byline: name };
  }
  return null;
}

function labelled(text: string): LineFacts | null {
  const match =
    /^(publication|newspaper|published (?:in|by)|source|zeitung|journal|掲載紙|section|ressort|rubrique|credit|photo(?:s|graph)?(?: by)?)\s*(?:[:：]|(?<=in|by)\s)\s*(\S.{0,78})$/iu.exec(
      text,
    );
  const label = match?.[1]?.toLowerCase() ?? '';
  const value = match?.[2]?.trim() ?? '';
  if (value === '') return null;
  if (/^(section|ressort|rubrique)/.test(label)) return { section: value };
  if (/^(credit|photo)/.test(label)) return { creditLine: value };
  return findDate(value) ? null : { publication: value };
}

function date(text: string): LineFacts | null {
  const found = findDate(text);
  if (!found) return null;
  const about = [
    [RETRIEVED, 'retrieved'],
    [UPDATED, 'updated'],
    [PUBLISHED, 'published'],
  ] as const;
  for (const [label, field] of about)
    if (label.test(found.rest) && DATE_COMPANY.test(found.rest.replace(label, ''))) return { [field]: isoDate(found.iso) };
  return DATE_COMPANY.test(found.rest) ? { published: found.iso } : null;
}
