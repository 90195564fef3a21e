import type { ArticleFields } from '../../../core/article';
import type { ParsedArticle, ParsedTag } from '../../../core/importing';
import * as m from '../../../core/messages/messages.js';
import { excerptOf } from '../../../core/text';
import { columnOf, paragraphsOf, splitBlocks } from './blocks';
import { findDateline } from './dateline';
import { factsOfLine, isPrintButton, looksLikePublication, type LineFacts } from './page-lines';
import { MAX_TAG_LENGTH, parseTags } from './tags';

/** A headline made of a story's first words is no longer than this. */
const MADE_HEADLINE = 100;
/** Nobody sets a headline longer than this. */
const MAX_HEADLINE = 250;
/** Lines above and below the story that may say something about it. */
const MARGIN_BLOCKS = 8;

const BULLET = /^\s*[•·∙▪◦‣●・*\-–]\s*(?<tag>\S.*)$/u;
const TAG_LIST =
  /^\s*(?:tags?|topics?|keywords?|filed under|schlagwörter|themen|mots[ -]clés|etiquetas|temas|キーワード|タグ|标签)\s*[:：]\s*(?<tags>.*)$/iu;

type Fields = Partial<ArticleFields>;

/**
 * Reads a story from the text of a print page: what stands above it, its headline, its paragraphs, its tags and what stands
 * below. What is not recognised stays in the body. `null` when there is nothing to read.
 */
export function readStory(text: string): ParsedArticle | null {
  const blocks = splitBlocks(text);
  const column = columnOf(blocks);
  const facts: LineFacts = {};
  const tags = takeFooter(blocks, facts);
  dropPrintButton(blocks);
  const fields: Fields = {};
  const warnings: string[] = [];
  const paragraphs = takeHeader(blocks, column, fields, facts);
  for (const block of blocks) paragraphs.push(...paragraphsOf(block, column));
  if (paragraphs.length === 0 && fields.headline === undefined) return null;
  if (fields.headline === undefined) {
    fields.headline = excerptOf(paragraphs[0] ?? '', MADE_HEADLINE);
    warnings.push(m.import_headline_made());
  }
  if (paragraphs.length === 0) warnings.push(m.import_headline_alone());
  const dateline = findDateline(paragraphs[0] ?? '');
  if (dateline) fields.dateline = dateline.place;
  if (dateline?.agency) fields.creditLine = dateline.agency;
  const language = languageOf(text);
  if (language !== '') fields.language = language;
  const { retrieved, ...known } = facts;
  return {
    fields: { ...fields, ...known },
    body: { kind: 'text', paragraphs },
    tags,
    warnings,
    ...(retrieved === undefined ? {} : { retrieved }),
  };
}

function dropPrintButton(blocks: string[][]): void {
  while (blocks[0]) {
    while (blocks[0][0] !== undefined && isPrintButton(blocks[0][0])) blocks[0].shift();
    if (blocks[0].length > 0) return;
    blocks.shift();
  }
}

/** Takes tags and the lines below a story off its end, last line first. */
function takeFooter(blocks: string[][], facts: LineFacts): ParsedTag[] {
  let tags: string[] = [];
  for (let taken = 0; taken < MARGIN_BLOCKS && blocks.length > 1; taken += 1) {
    const block = blocks.at(-1) ?? [];
    const listed: string[] | null = tags.length === 0 ? tagsOf(block) : isTagHeading(block) ? [] : null;
    if (listed) tags = [...listed, ...tags];
    else if (block.every((line) => isPrintButton(line) || takeFacts(line, facts))) void 0;
    else break;
    blocks.pop();
  }
  // Tags below the last paragraph without a blank line between.
  const last = blocks.at(-1) ?? [];
  const first = last.findIndex((line) => BULLET.test(line));
  if (tags.length === 0 && first > 0) {
    const listed = tagsOf(last.slice(first));
    if (listed) tags = (last.splice(first), listed);
  }
  return parseTags(tags);
}

function isTagHeading(block: readonly string[]): boolean {
  return block.length === 1 && TAG_LIST.exec(`${block[0] ?? ''}:`)?.groups?.['tags']?.replace(':', '') === '';
}

/** The tags that all of a block's lines are, or `null`. A list of sentences is part of the story. */
function tagsOf(block: readonly string[]): string[] | null {
  const tags: string[] = [];
  for (const [index, line] of block.entries()) {
    const listed = TAG_LIST.exec(line)?.groups?.['tags'];
    if (listed !== undefined && index === 0) {
      tags.push(...listed.split(/[,;、，|]/u).filter((tag) => tag.trim() !== ''));
      continue;
    }
    const tag = BULLET.exec(line)?.groups?.['tag'];
    if (tag === undefined || tag.length > MAX_TAG_LENGTH || /[.!?。！？:]["”』」]?$/u.test(tag)) return null;
    tags.push(tag);
  }
  return tags.length > 0 ? tags : null;
}

/** Notes what a line tells. False when it tells nothing or only what is known already. */
function takeFacts(line: string, facts: LineFacts): boolean {
  const found = factsOfLine(line);
  if (!found || Object.keys(found).some((name) => name in facts)) return false;
  Object.assign(facts, found);
  return true;
}

/** What stands above a story: lines of words, and `null` for a line whose facts were taken. */
type HeaderLine = string | null;

/**
 * Takes headline, deck and the lines around them off the beginning.
 * @returns header lines that could not be placed, in order: they open the body
 */
function takeHeader(blocks: string[][], column: number, fields: Fields, facts: LineFacts): string[] {
  const header: HeaderLine[] = [];
  for (let taken = 0; taken < MARGIN_BLOCKS && blocks[0]; taken += 1) {
    const story = readHeaderBlock(blocks[0], column, header, facts);
    if (story.length === 0) blocks.shift();
    else {
      blocks.splice(0, 1, ...story.map((paragraph) => [paragraph]));
      break;
    }
  }
  return placeHeader(header, fields, facts);
}

/** Adds a block's lines to the header; what is story already is returned. */
function readHeaderBlock(block: readonly string[], column: number, header: HeaderLine[], facts: LineFacts): string[] {
  const hasFacts = block.some((line) => factsOfLine(line) !== null);
  // A line with facts ends the heading above it; without any, a heading may be wrapped.
  const paragraphs = hasFacts ? block.map((line) => line.trim()) : paragraphsOf(block, column);
  for (const [index, paragraph] of paragraphs.entries()) {
    if (takeFacts(paragraph, facts)) header.push(null);
    else if (isPrintButton(paragraph)) continue;
    else if (
      isHeading(
        paragraph,
        header.some((line) => line !== null),
      )
    )
      header.push(paragraph.replaceAll('\n', ' '));
    else return hasFacts ? paragraphsOf(block.slice(index), column) : paragraphs.slice(index);
  }
  return [];
}

/** A headline is short and alone; after it, whole sentences are the story. */
function isHeading(paragraph: string, hasHeadline: boolean): boolean {
  if (findDateline(paragraph) || paragraph.length > MAX_HEADLINE) return false;
  const isSentence = /[.!?。！？][”"’»』」)]*$/u.test(paragraph);
  return hasHeadline ? paragraph.length <= 160 && !(isSentence && paragraph.length > 80) : !(isSentence && paragraph.length > 120);
}

function placeHeader(header: readonly HeaderLine[], fields: Fields, facts: LineFacts): string[] {
  const lines = [...header];
  // The name of the paper above the headline, never the headline itself.
  const [first] = lines.filter((line) => line !== null);
  if (first && facts.publication === undefined && looksLikePublication(first) && lines.filter((line) => line !== null).length > 1) {
    facts.publication = first;
    lines.splice(lines.indexOf(first), 1, null);
  }
  const at = lines.findIndex((line) => line !== null);
  if (at < 0) return [];
  fields.headline = lines[at] ?? '';
  const below = lines.slice(at + 1);
  const lastFact = below.lastIndexOf(null);
  // Straight below the headline and above what is said about the story stands its deck.
  if (below[0] && lastFact > 0) fields.deck = below.splice(0, 1, null)[0] ?? '';
  const name = below.findIndex(
    (line, index) => index > 0 && line !== null && (looksLikePublication(line) || (index < lastFact && isName(line))),
  );
  if (name > 0 && facts.publication === undefined) facts.publication = below.splice(name, 1, null)[0] ?? '';
  return below.filter((line) => line !== null);
}

/** A few words without a sentence's marks, the first with a capital. */
function isName(line: string): boolean {
  return line.length <= 50 && line.split(/\s+/u).length <= 6 && /^[\p{Lu}\p{Lo}].*[\p{L}\p{N})]$/u.test(line);
}

/** The language, where the script alone tells. */
function languageOf(text: string): string {
  const sample = text.slice(0, 4_000);
  const share = (script: RegExp) => (sample.match(script)?.length ?? 0) / sample.length;
  if (share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 0.15) return 'ja';
  if (share(/\p{Script=Hangul}/gu) > 0.3) return 'ko';
  return share(/\p{Script=Thai}/gu) > 0.3 ? 'th' : '';
}
