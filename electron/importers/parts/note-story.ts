import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { describePassage } from '../../../core/anchoring/describe';
import type { ParsedArticle } from '../../../core/importing';
import { readNoteFile, type FiledClipping, type NoteFile } from '../../../core/note-file';
import * as m from '../../../core/messages/messages.js';
import { UID_PATTERN } from '../../../core/uid';
import { withAttachments, type Beside } from './attachments';
import { markdownToHtml } from './markdown-html';
import { canonicalStory } from './story-html';
import { storyOfRecord, type StoryRecord } from './story-record';

type Properties = Readonly<Record<string, unknown>>;

/** The tag that web clippers and Broadsheet give every story. */
const EVERY_STORY = 'clippings';
const FIRST_HEADING = /^#[^\S\n]+([^\n]*?)(?:[^\S\n]+#*)?[^\S\n]*(?:\n|$)/;

/** What a file of Markdown says of a story; `null` when it says nothing. */
export async function noteStory(text: string, beside: Beside): Promise<ParsedArticle | null> {
  const file = readNoteFile(text);
  const { properties, warnings } = propertiesOf(file.properties);
  const isOwn = UID_PATTERN.test(textOf(properties['broadsheet-id']));
  const read = isOwn && file.own !== null ? ownStory(file, properties) : foreignStory(file.body, properties);
  const html = await withAttachments(read.html, beside);
  const { text: story, html: canonical } = canonicalStory(html);
  if (story === '') return null;
  const annotations = file.clippings.map((clipping) => annotationOf(clipping, story));
  const parsed = storyOfRecord({ ...read.record, html: canonical, annotations });
  return parsed && { ...parsed, warnings: [...warnings, ...read.warnings, ...parsed.warnings] };
}

interface ReadNote {
  record: StoryRecord;
  html: string;
  warnings: string[];
}

/** Front matter, with every value as the text it is. */
function propertiesOf(yaml: NoteFile['properties']): { properties: Properties; warnings: string[] } {
  if (typeof yaml !== 'string') return { properties: yaml, warnings: [] };
  try {
    const value: unknown = yaml.trim() === '' ? {} : parse(yaml, { schema: 'failsafe', uniqueKeys: false });
    return { properties: typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Properties) : {}, warnings: [] };
  } catch {
    return { properties: {}, warnings: [m.import_front_matter_unread()] };
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.map(textOf)
    : textOf(value)
        .split(',')
        .map((one) => one.trim());
/** The name in a link to a note. */
const unlinked = (name: string) => name.replace(/^\[\[(?:[^|\]]*\|)?([^\]]*)\]\]$/, '$1').trim();

/** A story that Broadsheet wrote, with everything that it says of it. */
function ownStory({ story, clippings }: NoteFile, properties: Properties): ReadNote {
  const exactly = (...names: string[]) => {
    const found = names.flatMap((name) => [properties[`${name}-exact`], properties[name]]).find((value) => value !== undefined);
    return textOf(found);
  };
  const record = {
    uid: exactly('broadsheet-id'),
    id: exactly('source-id'),
    headline: exactly('title'),
    deck: exactly('description', 'subtitle'),
    kicker: exactly('kicker'),
    byline: exactly('byline') || listOf(properties['author']).map(unlinked).join(', '),
    dateline: exactly('dateline'),
    publication: exactly('publisher'),
    section: exactly('section'),
    edition: exactly('edition'),
    slugline: exactly('slugline'),
    embargo: exactly('embargo'),
    creditLine: exactly('credit'),
    rights: exactly('rights'),
    url: exactly('source'),
    language: exactly('language', 'lang'),
    published: exactly('published', 'date'),
    updated: exactly('updated'),
    retrieved: exactly('retrieved'),
    tags: properties['tags-exact'] ?? listOf(properties['tags'] ?? properties['keywords']).filter((tag) => tag !== EVERY_STORY),
  };
  if (story !== null) return { record, html: markdownToHtml(story, 1), warnings: [] };
  return { record, html: passagesHtml(clippings), warnings: [m.import_notes_only()] };
}

/** The passages of a file that holds no more of a story. */
function passagesHtml(clippings: readonly FiledClipping[]): string {
  return markdownToHtml(clippings.map(({ quotation }) => quotationLines(quotation)).join('\n\n'), 0);
}

/** A note of another program: Obsidian's web clipper, Joplin, or any with front matter or without. */
function foreignStory(text: string, properties: Properties): ReadNote {
  const body = text.trimStart();
  const heading = FIRST_HEADING.exec(body)?.[1] ?? '';
  const title = textOf(properties['title']);
  const isTitle = heading !== '' && (title === '' || heading === title);
  const first = (...names: string[]) => names.map((name) => textOf(properties[name])).find((value) => value !== '') ?? '';
  const record = {
    headline: title || heading,
    byline: listOf(properties['author'] ?? properties['authors'])
      .map(unlinked)
      .filter((name) => name !== '')
      .join(', '),
    publication: first('publisher', 'publication', 'site'),
    url: first('source', 'source_url', 'url'),
    published: first('published', 'date'),
    language: first('language', 'lang'),
    retrieved: first('retrieved', 'created'),
    tags: listOf(properties['tags'] ?? properties['keywords'])
      .map((tag) => tag.replace(/^#/, ''))
      .filter((tag) => tag !== '' && tag !== EVERY_STORY),
  };
  return { record, html: markdownToHtml(isTitle ? body.replace(FIRST_HEADING, '') : body, 0), warnings: [] };
}

/** A highlight as a record of Broadsheet's own has it. */
function annotationOf({ uid, quotation, note, facts }: FiledClipping, story: string): StoryRecord {
  const told = factsOf(facts);
  return {
    uid,
    color: told['color'],
    note: told['note'] ?? note,
    tags: told['tags'],
    created: told['created'],
    updated: told['updated'],
    selector: told['selector'] ?? selectorOf(passageOf(quotation), told['at'], story),
  };
}

function factsOf(json: string): Properties {
  try {
    return JSON.parse(json) as Properties;
  } catch {
    return {};
  }
}

/** Where the passage stood, when the same words stand there; else by its words. */
function selectorOf(passage: string, at: unknown, story: string): object | null {
  const [start, end] = Array.isArray(at) ? (at as unknown[]) : [];
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end)) {
    const [from, to] = [start as number, end as number];
    const words = story.slice(from, to);
    const textHash = createHash('sha256').update(story).digest('hex');
    if (words !== '' && plain(words) === plain(passage)) return describePassage(story, textHash, from, to);
  }
  return passage.trim() === '' ? null : { exact: passage, prefix: '', suffix: '', start: 0, end: 0, textHash: '' };
}

const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();

/** The lines of a quotation, without its heading and the reference behind it. */
function quotationLines(quotation: string): string {
  return quotation
    .split('\n')
    .map((line) => line.replace(/^> ?/, ''))
    .filter((line, index) => index > 0 || !/^\[!\w+(?:\|\w+)?\]/.test(line))
    .join('\n')
    .replace(/(?: \[@[^\]]*\]|\[\^[^\]\s]*\])$/, '');
}

/** The passage that a quotation is of. */
const passageOf = (quotation: string) => quotationLines(quotation).replace(/\\([\n!-/:-@[-`{-~])/g, '$1');
