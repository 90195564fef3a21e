import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as armenian } from '@orama/stemmers/armenian';
import { stemmer as bulgarian } from '@orama/stemmers/bulgarian';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as greek } from '@orama/stemmers/greek';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as indonesian } from '@orama/stemmers/indonesian';
import { stemmer as irish } from '@orama/stemmers/irish';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as lithuanian } from '@orama/stemmers/lithuanian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { tokenize } from './tokenize';

/**
 * Stems: the part that a word's inflected forms share, by language (Snowball's algorithms). The index keeps words as they
 * are, so that phrases and beginnings stay exact, and knows beside them which words share a stem.
 */

/** By ISO 639-1 code; Norwegian's two written languages share one. */
const STEMMERS: Readonly<Record<string, (word: string) => string>> = {
  ar: arabic,
  bg: bulgarian,
  da: danish,
  de: german,
  el: greek,
  en: english,
  es: spanish,
  fi: finnish,
  fr: french,
  ga: irish,
  hu: hungarian,
  hy: armenian,
  id: indonesian,
  it: italian,
  lt: lithuanian,
  nb: norwegian,
  nl: dutch,
  nn: norwegian,
  no: norwegian,
  pt: portuguese,
  ro: romanian,
  ru: russian,
  sv: swedish,
  tr: turkish,
};

/** The language a BCP 47 tag begins with, when its words can be stemmed, or an empty string. */
export function stemLanguage(tag: string): string {
  const language = /^[a-z]{2}(?![a-z])/i.exec(tag)?.[0].toLowerCase() ?? '';
  return language in STEMMERS ? language : '';
}

/** Languages written without spaces, among whose words foreign ones stand without borders as well. */
const UNSPACED_LANGUAGE = /^(ja|zh|ko|th|lo|km|my|yue)(?![a-z])/i;

/** Whether people search inside words in a language, as in Japanese: `photo` finds `Photoshop` there. */
export function searchesInsideWords(tag: string): boolean {
  return UNSPACED_LANGUAGE.test(tag);
}

/** Letters alone: numbers and codes have no forms. The shortest words are mostly too short to lose anything. */
const INFLECTED = /^[\p{L}\p{M}]{3,40}$/u;

/**
 * The stem of a word, folded as words in the index are.
 * @param word as written, accents included, since endings are told by them
 * @param language as {@link stemLanguage} gives it
 * @returns such as `en:ferri`, or `null` for a word without inflected forms
 */
export function stemOf(word: string, language: string): string | null {
  const stemmer = STEMMERS[language];
  if (!stemmer || !INFLECTED.test(word)) return null;
  const stem = tokenize(stemmer(word.toLowerCase()))[0]?.term ?? '';
  return stem === '' ? null : `${language}:${stem}`;
}
