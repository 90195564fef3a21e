import fc from 'fast-check';
import { describePassage } from '../../core/anchoring/describe';
import type { PassageSelector } from '../../core/annotation';
import { EXCERPT_LENGTH, FIELD_NAMES, type ArticleFields } from '../../core/article';
import type { ExportStory } from '../../core/exporting';
import { HIGHLIGHT_COLOR_IDS, MEANINGS_SETTING, type ColorMeanings } from '../../core/highlight-colors';
import { UNTOUCHED, type StoryState } from '../../core/state';
import { escapeHtml } from '../../core/story';
import { excerptOf, wordCount } from '../../core/text';
import type { Archive, NewArticle } from '../../db/store';
import { canonicalStory, storyFromText } from '../../electron/importers/parts/story-html';
import { newUid } from '../../electron/services/parts/identity';
import { sha256 } from './articles';

/** Archives as people may have them: every field, script and odd character. */

const WORDS = [
  'ferry',
  'Zürich',
  'мост',
  '終わり',
  'فارسی',
  'हिन्दी',
  '👩‍👩‍👧',
  '𝕏',
  'e\u0301',
  '&amp;',
  '<b>',
  ']]>',
  '"q"',
  "it's",
  '=1+1',
  '-x',
  '@me',
  'a,b;c',
  '\u202Ertl\u202C',
  'x\u00A0y',
  '%00',
  '\\n',
  '*',
  '#',
];
const word = fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }));
const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
/** What a person may type into a field of one line. */
const field = line.map((text) => text.replace(/\p{Surrogate}/gu, '').trim());
const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2024-12-31'), noInvalidDate: true }).map((date) => date.toISOString());
const day = fc.oneof(
  moment,
  moment.map((time) => time.slice(0, 10)),
  moment.map((time) => time.slice(0, 7)),
  moment.map((time) => `${time.slice(0, 16)}+05:30`),
  moment.map((time) => `${time.slice(0, 19)}-0500`),
);
const SPECIAL: Partial<Record<keyof ArticleFields, fc.Arbitrary<string>>> = {
  published: day,
  updated: day,
  embargo: day,
  language: fc.constantFrom('en', 'pt-BR', 'ar', 'ja', 'zh-Hant', 'sr-Latn-RS'),
  url: fc.webUrl({ withQueryParameters: true, withFragments: true }).filter((url) => URL.canParse(url)),
};
const maybe = (value: fc.Arbitrary<string>) => fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 3, arbitrary: value });
export const anyFields: fc.Arbitrary<ArticleFields> = fc.record(
  Object.fromEntries(FIELD_NAMES.map((name) => [name, maybe(SPECIAL[name] ?? field)])) as Record<keyof ArticleFields, fc.Arbitrary<string>>,
);

const inline = fc.oneof(
  line.map(escapeHtml),
  fc
    .tuple(fc.constantFrom('em', 'strong', 'code', 'sub', 'sup', 's', 'u', 'q', 'cite', 'small'), line)
    .map(([name, text]) => `<${name}>${escapeHtml(text)}</${name}>`),
  fc.tuple(fc.webUrl(), line).map(([url, text]) => `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`),
  fc.constant('a<br>b'),
  line.map((text) => `<span lang="fr" dir="ltr">${escapeHtml(text)}</span>`),
  fc.constant('<ruby>漢<rt>かん</rt></ruby>'),
);
const inlines = fc.array(inline, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
const block = fc.oneof(
  inlines.map((html) => `<p>${html}</p>`),
  fc.tuple(fc.constantFrom('h2', 'h3', 'h4', 'h5', 'h6', 'pre'), inlines).map(([name, html]) => `<${name}>${html}</${name}>`),
  inlines.map((html) => `<blockquote><p>${html}</p></blockquote>`),
  fc
    .tuple(fc.constantFrom('ul', 'ol'), fc.array(inlines, { minLength: 1, maxLength: 3 }))
    .map(([name, items]) => `<${name}>${items.map((html) => `<li><p>${html}</p></li>`).join('')}</${name}>`),
  fc.tuple(inlines, inlines).map(([term, means]) => `<dl><dt><p>${term}</p></dt><dd><p>${means}</p></dd></dl>`),
  fc
    .array(fc.tuple(inlines, inlines), { minLength: 1, maxLength: 3 })
    .map(
      (rows) =>
        `<table><tr><th>a</th><th>b</th></tr>${rows.map(([one, other]) => `<tr><td>${one}</td><td>${other}</td></tr>`).join('')}</table>`,
    ),
  fc
    .tuple(fc.webUrl(), line, inlines)
    .map(
      ([url, alt, caption]) =>
        `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}"><figcaption>${caption}</figcaption></figure>`,
    ),
  fc.constant('<hr>'),
);
export const anyBody = fc
  .oneof(
    fc.array(line, { minLength: 1, maxLength: 4 }).map(storyFromText),
    fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => canonicalStory(blocks.join(''))),
  )
  .filter(({ text }) => text.trim() !== '');

const tagName = fc
  .oneof(
    fc.constantFrom('Sea', 'Sea/Ferries', '海', 'ünïcode'),
    field.map((text) =>
      text
        .replace(/[\s/]+/gu, ' ')
        .trim()
        .slice(0, 60)
        .replace(/\p{Surrogate}/gu, ''),
    ),
  )
  .filter((name) => name.trim() !== '' && name === name.trim());
export const anyTags = fc.uniqueArray(tagName, { maxLength: 4 });

const note = fc.oneof(
  fc.constant(''),
  fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n\n').replace(/\p{Surrogate}/gu, '')),
);

/** An annotation to be: where it begins and ends, as shares of the text; or none, for the whole story; or lost. */
const marking = fc.record({
  kind: fc.constantFrom('passage', 'passage', 'passage', 'whole', 'lost'),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 60 }),
  color: fc.constantFrom(...HIGHLIGHT_COLOR_IDS),
  note,
  tags: anyTags,
  createdAt: moment,
  updatedAt: moment,
});

export const anyStory = fc.record({
  fields: anyFields,
  body: anyBody,
  tags: anyTags,
  sourceId: maybe(field),
  retrieved: moment,
  importedAt: moment,
  editedAt: maybe(moment),
  importFormat: fc.constantFrom('print-page', 'html-page', 'jsonl'),
  state: fc.record({ readAt: maybe(moment), openedAt: maybe(moment), starredAt: maybe(moment), position: fc.nat(500) }),
  markings: fc.array(marking, { maxLength: 4 }),
  /** The bytes it came from, or none. */
  original: fc.option(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), { nil: null }),
  fileName: field,
  /** In which of the collections it is. */
  collections: fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
});
export type GeneratedStory = typeof anyStory extends fc.Arbitrary<infer Story> ? Story : never;

export const anyArchive = fc.record({
  stories: fc.array(anyStory, { minLength: 1, maxLength: 5 }),
  collections: fc.array(
    field.filter((name) => name !== ''),
    { minLength: 3, maxLength: 3 },
  ),
  searches: fc.array(fc.tuple(field, field), { maxLength: 2 }),
  meanings: fc.dictionary(
    fc.constantFrom(...HIGHLIGHT_COLOR_IDS),
    field.filter((meaning) => meaning !== ''),
    { maxKeys: 3 },
  ),
  publicationNote: field,
});
export type GeneratedArchive = typeof anyArchive extends fc.Arbitrary<infer Made> ? Made : never;

function selectorOf(text: string, { kind, from, length }: GeneratedStory['markings'][number]): PassageSelector | null {
  if (kind === 'whole') return null;
  if (kind === 'lost')
    return { exact: `lost ${'qzx '.repeat(8)}`, prefix: 'before ', suffix: ' after', start: 3, end: 9, textHash: sha256('gone') };
  // Between characters, as a person's selection is.
  const cuts = [...new Intl.Segmenter().segment(text)].map(({ index }) => index);
  const start = cuts[Math.min(cuts.length - 1, Math.floor(from * cuts.length))] ?? 0;
  const end = cuts.find((cut) => cut >= start + length) ?? text.length;
  return text.slice(start, end).trim() === ''
    ? describePassage(text, sha256(text), 0, text.length)
    : describePassage(text, sha256(text), start, end);
}

/** As the app itself writes them. */
const inPaletteOrder = (meanings: ColorMeanings) =>
  Object.fromEntries(HIGHLIGHT_COLOR_IDS.filter((id) => meanings[id] !== undefined).map((id) => [id, meanings[id] ?? '']));

/** Puts a generated archive into an open one. @returns the stories' uids */
export async function fill(archive: Archive, made: GeneratedArchive): Promise<string[]> {
  const collections = made.collections.map((name, index) => ({
    uid: newUid(),
    name,
    position: index,
    createdAt: '2024-05-01T08:00:00.000Z',
  }));
  const uids: string[] = [];
  await archive.write(async (store) => {
    // The last stands in the first.
    for (const [index, collection] of collections.entries()) {
      await store.collections.put({ ...collection, parentUid: index === 2 ? (collections[0]?.uid ?? null) : null });
    }
    for (const [position, [name, query]] of made.searches.entries()) {
      await store.savedSearches.put({ uid: newUid(), name: name || 'Search', query, position, createdAt: '2024-05-02T08:00:00.000Z' });
    }
    if (Object.keys(made.meanings).length > 0) await store.settings.put(MEANINGS_SETTING, inPaletteOrder(made.meanings));
    for (const [index, story] of made.stories.entries()) {
      const { fields, body, tags, sourceId, retrieved, importedAt, importFormat, editedAt } = story;
      const uid = newUid();
      uids.push(uid);
      const sha = story.original && sha256(story.original);
      if (story.original && sha !== null) {
        await store.originals.put(
          { sha256: sha, fileName: story.fileName || 'story.html', mediaType: 'text/html', byteLength: story.original.length },
          story.original,
        );
      }
      const article: NewArticle = {
        ...fields,
        uid,
        sourceId,
        html: body.html,
        text: body.text,
        textHash: sha256(body.text),
        wordCount: wordCount(body.text),
        tags,
        retrieved,
        importedAt,
        importFormat,
        editedAt,
        original: sha === null ? null : { sha256: sha, ordinal: index },
      };
      await store.articles.insert(article);
      const state: StoryState = { ...UNTOUCHED, ...story.state };
      await store.states.put(uid, state);
      for (const marking of story.markings) {
        const { color, note: words, tags: carried, createdAt, updatedAt } = marking;
        const selector = selectorOf(body.text, marking);
        if (selector === null && words === '' && carried.length === 0) continue;
        await store.annotations.insert({
          uid: newUid(),
          articleUid: uid,
          color,
          note: words,
          tags: carried,
          selector,
          createdAt,
          updatedAt,
        });
      }
      for (const at of story.collections) {
        await store.collections.putItems(collections[at]?.uid ?? '', { [uid]: index * 2 });
      }
      if (fields.publication !== '') await store.publications.put(fields.publication, { url: '', note: made.publicationNote });
    }
  });
  return uids;
}

/** A story as exporters get it. */
export const generatedExport: fc.Arbitrary<ExportStory> = anyStory.map(
  ({ fields, body, tags, sourceId, retrieved, importedAt, importFormat, editedAt, state, original, fileName }) => ({
    article: {
      ...fields,
      uid: newUid(),
      sourceId,
      html: body.html,
      text: body.text,
      textHash: sha256(body.text),
      excerpt: excerptOf(body.text, EXCERPT_LENGTH),
      wordCount: wordCount(body.text),
      tags,
      retrieved,
      importedAt,
      importFormat,
      editedAt,
      original: original && { sha256: sha256(original), fileName, mediaType: 'text/html', byteLength: original.length },
    },
    state: { ...UNTOUCHED, ...state },
    annotations: [],
  }),
);
