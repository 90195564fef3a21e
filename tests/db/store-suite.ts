import { beforeEach, describe, expect, it } from 'vitest';
import { EVERY_ANNOTATION, type AnnotationFilter } from '../../core/annotation-list';
import type { Scope } from '../../core/contract';
import { parseQuery } from '../../core/query';
import type { Sort } from '../../core/query-language';
import { UNTOUCHED } from '../../core/state';
import type { Archive, NewArticle, WriteStore } from '../../db/store';
import { anAnnotation, anArticle, aStoryNote, sha256 } from '../support/articles';

const ALL = { kind: 'all' } as const;
const PAGE = { limit: 50, offset: 0 };

/** Opens a new, empty archive; asked again with `reopen`, the same one. */
export interface Engine {
  open: () => Archive;
  reopen: (archive: Archive) => Promise<Archive>;
}

/** What every engine behind `db/store.ts` must do. Takes a store and knows no engine. */
export function storeSuite(name: string, engineFor: () => Engine): void {
  describe(`${name}: a store`, () => {
    let engine: Engine;
    let archive: Archive;

    beforeEach(() => {
      engine = engineFor();
      archive = engine.open();
    });

    const insert = (...articles: NewArticle[]) =>
      archive.write(async (store) => {
        for (const article of articles) await store.articles.insert(article);
      });
    const find = async (query: string, scope: Parameters<Archive['read']['search']['run']>[1] = ALL) =>
      archive.read.search.run(parseQuery(query), scope, PAGE);
    const headlines = async (query: string) => (await find(query)).hits.map((hit) => hit.headline.map(({ text }) => text).join(''));

    describe('articles', () => {
      it('gives back every field as it was written', async () => {
        const article = anArticle({
          headline: 'H',
          deck: 'D',
          kicker: 'K',
          byline: 'B',
          dateline: 'HARBOUR TOWN',
          publication: 'P',
          section: 'S',
          edition: 'E',
          slugline: 'SL',
          embargo: '2024-06-01T00:00:00Z',
          creditLine: 'C',
          rights: 'R',
          url: 'https://example.org/a',
          language: 'pt-BR',
          published: '2024-05-01',
          updated: '2024-05-02T10:00:00+02:00',
          sourceId: 'source-1',
          tags: ['Second', 'First'],
        });
        await insert(article);
        expect(await archive.read.articles.get(article.uid)).toEqual({
          ...article,
          excerpt: article.text.replaceAll('\n\n', ' '),
          editedAt: '',
          original: null,
        });
      });

      it('keeps HTML that says more than its text', async () => {
        const article = anArticle({ paragraphs: ['One word.'], html: '<p>One <em>word</em>.</p>' });
        await insert(article);
        expect((await archive.read.articles.get(article.uid))?.html).toBe('<p>One <em>word</em>.</p>');
      });

      it('makes the HTML of plain paragraphs of their text', async () => {
        const article = { ...anArticle({ paragraphs: ['One & two.', 'Three\nfour.'] }), html: null };
        await insert(article);
        expect((await archive.read.articles.get(article.uid))?.html).toBe('<p>One &amp; two.</p>\n<p>Three<br>four.</p>');
      });

      it('keeps a story without any text', async () => {
        const article = anArticle({ paragraphs: [], html: '' });
        await insert(article);
        expect(await archive.read.articles.get(article.uid)).toMatchObject({ text: '', html: '' });
      });

      it('lists newest first, stories without a date last', async () => {
        await insert(
          anArticle({ headline: 'undated' }),
          anArticle({ headline: 'old', published: '1999-12-31' }),
          anArticle({ headline: 'new', published: '2024-01-01' }),
        );
        const { items, total } = await archive.read.articles.list(ALL, PAGE);
        expect(items.map(({ headline }) => headline)).toEqual(['new', 'old', 'undated']);
        expect(total).toBe(3);
      });

      it('lists a page and still counts all', async () => {
        await insert(...Array.from({ length: 7 }, (_, day) => anArticle({ published: `2024-01-0${day + 1}` })));
        const { items, total } = await archive.read.articles.list(ALL, { limit: 2, offset: 4 });
        expect(items.map(({ published }) => published)).toEqual(['2024-01-03', '2024-01-02']);
        expect(total).toBe(7);
      });

      it('narrows a list by tag, publication and annotations', async () => {
        const tagged = anArticle({ headline: 'tagged', tags: ['Weather'] });
        const printed = anArticle({ headline: 'printed', publication: 'The Tide' });
        const marked = anArticle({ headline: 'marked' });
        await insert(tagged, printed, marked);
        await archive.write((store) => store.annotations.insert(anAnnotation(marked, 'ferry')));
        const listed = async (scope: Parameters<Archive['read']['articles']['list']>[0]) =>
          (await archive.read.articles.list(scope, PAGE)).items.map(({ headline }) => headline);
        expect(await listed({ kind: 'tag', name: 'Weather' })).toEqual(['tagged']);
        expect(await listed({ kind: 'publication', name: 'The Tide' })).toEqual(['printed']);
        expect(await listed({ kind: 'annotated' })).toEqual(['marked']);
      });

      it('lists in the order that is asked for, stories without a date last', async () => {
        const stories = [
          anArticle({ headline: 'b', published: '2019', importedAt: '2025-01-03T00:00:00.000Z' }),
          anArticle({ headline: 'a', published: '', importedAt: '2025-01-04T00:00:00.000Z' }),
          anArticle({ headline: 'C', published: '2021-05-01', importedAt: '2025-01-01T00:00:00.000Z' }),
        ];
        await insert(...stories);
        await archive.write((store) => store.states.put(stories[0]?.uid ?? '', { ...UNTOUCHED, openedAt: '2025-02-01T00:00:00.000Z' }));
        const listed = async (sort: Sort) => (await archive.read.articles.list(ALL, PAGE, sort)).items.map(({ headline }) => headline);
        expect(await listed('newest')).toEqual(['C', 'b', 'a']);
        expect(await listed('oldest')).toEqual(['b', 'C', 'a']);
        expect(await listed('headline')).toEqual(['a', 'b', 'C']);
        expect(await listed('imported')).toEqual(['a', 'b', 'C']);
        expect(await listed('opened')).toEqual(['b', 'C', 'a']);
        expect((await archive.read.articles.list(ALL, { limit: 1, offset: 1 }, 'opened')).items[0]?.headline).toBe('C');
        expect((await archive.read.articles.list(ALL, { limit: 9, offset: 3 }, 'opened')).items).toEqual([]);
      });

      it('gives the uids of a list and of what is found, the whole or a stretch', async () => {
        const [first, second, third] = ['2019', '2020', '2021'].map((published) => anArticle({ published, paragraphs: ['Ferry.'] }));
        if (!first || !second || !third) return;
        await insert(first, second, third, anArticle({ headline: 'Train', published: '2022', paragraphs: ['Train.'] }));
        const uids = (query: string, scope: Scope, page = PAGE) => archive.read.search.uids(parseQuery(query), scope, page);
        expect((await uids('ferry', ALL)).toSorted()).toEqual([first.uid, second.uid, third.uid].toSorted());
        expect(await uids('ferry sort:newest', ALL, { limit: 2, offset: 1 })).toEqual([second.uid, first.uid]);
        expect(await uids('', ALL, { limit: 2, offset: 1 })).toEqual([third.uid, second.uid]);
        await archive.write((store) => store.states.put(second.uid, { ...UNTOUCHED, trashedAt: '2025-01-01T00:00:00.000Z' }));
        expect(await uids('', { kind: 'trashed' })).toEqual([second.uid]);
      });

      it('knows a story by its address and by its original', async () => {
        const bytes = new TextEncoder().encode('the original');
        const hash = sha256(bytes);
        const article = anArticle({ url: 'https://example.org/story', original: { sha256: hash, ordinal: 3 } });
        await archive.write(async (store) => {
          await store.originals.put({ sha256: hash, fileName: 'a.txt', mediaType: 'text/plain', byteLength: bytes.length }, bytes);
          await store.articles.insert(article);
        });
        expect(await archive.read.articles.findByUrl('https://example.org/story')).toBe(article.uid);
        expect(await archive.read.articles.findByUrl('')).toBeNull();
        expect(await archive.read.articles.findByOriginal(hash, 3)).toBe(article.uid);
        expect(await archive.read.articles.findByOriginal(hash, 0)).toBeNull();
      });

      it('knows a story by its identifier and text together', async () => {
        const article = anArticle({ sourceId: 'wire-1' });
        const nameless = anArticle({ sourceId: '', paragraphs: ['Other.'] });
        await insert(article, nameless);
        expect(await archive.read.articles.findBySource('wire-1', article.textHash)).toBe(article.uid);
        expect(await archive.read.articles.findBySource('wire-1', nameless.textHash)).toBeNull();
        expect(await archive.read.articles.findBySource('', nameless.textHash)).toBeNull();
      });

      it('lists every uid once, a part at a time', async () => {
        const articles = Array.from({ length: 5 }, () => anArticle());
        await insert(...articles);
        const first = await archive.read.articles.uidsAfter('', 3);
        const rest = await archive.read.articles.uidsAfter(first.at(-1) ?? '', 3);
        expect([...first, ...rest]).toEqual(articles.map(({ uid }) => uid).toSorted());
        expect(await archive.read.articles.uidsAfter(rest.at(-1) ?? '', 3)).toEqual([]);
      });
    });

    describe('originals', () => {
      it.each([
        ['text that compresses', new TextEncoder().encode('la '.repeat(1000))],
        ['a single byte', new Uint8Array([0])],
        ['bytes of every value', Uint8Array.from({ length: 256 }, (_, value) => value)],
      ])('gives back %s byte for byte', async (_name, bytes) => {
        const info = { sha256: sha256(bytes), fileName: 'x', mediaType: 'text/plain', byteLength: bytes.length };
        await archive.write(async (store) => {
          await store.originals.put(info, bytes);
          await store.originals.put(info, bytes);
        });
        expect(await archive.read.originals.info(info.sha256)).toEqual(info);
        expect(Buffer.from((await archive.read.originals.bytes(info.sha256)) ?? [])).toEqual(Buffer.from(bytes));
        expect((await archive.read.maintenance.stats()).originals).toBe(1);
      });
    });

    describe('annotations', () => {
      it('come back in the order of the text, with tags and notes', async () => {
        const article = anArticle();
        const later = anAnnotation(article, 'Nobody', { note: 'who?', tags: ['b', 'a'], color: 'underline' });
        const earlier = anAnnotation(article, 'ferry');
        await insert(article);
        await archive.write(async (store) => {
          await store.annotations.insert(later);
          await store.annotations.insert(earlier);
        });
        expect(await archive.read.annotations.ofArticle(article.uid)).toEqual([earlier, later]);
      });

      it('change, go and come back', async () => {
        const article = anArticle();
        const annotation = anAnnotation(article, 'ferry');
        await insert(article);
        await archive.write((store) => store.annotations.insert(annotation));
        const changed = { ...annotation, note: 'new', tags: ['t'], color: 'blue' as const, updatedAt: '2025-01-01T00:00:00.000Z' };
        await archive.write((store) => store.annotations.update(changed));
        expect(await archive.read.annotations.get(annotation.uid)).toEqual(changed);
        expect(await archive.write((store) => store.annotations.remove(annotation.uid, '2025-01-02T00:00:00.000Z'))).toBe(true);
        expect(await archive.write((store) => store.annotations.remove(annotation.uid, '2025-01-02T00:00:00.000Z'))).toBe(false);
        expect(await archive.read.annotations.ofArticle(article.uid)).toEqual([]);
        expect((await archive.read.maintenance.stats()).annotations).toBe(0);
        expect(await archive.write((store) => store.annotations.restore(annotation.uid))).toBe(true);
        expect(await archive.read.annotations.get(annotation.uid)).toEqual(changed);
      });
    });

    describe('units of work', () => {
      it('are undone as a whole when something in them fails', async () => {
        const failing = archive.write(async (store: WriteStore) => {
          await store.articles.insert(anArticle());
          throw new Error('power cut');
        });
        await expect(failing).rejects.toThrow('power cut');
        expect((await archive.read.maintenance.stats()).articles).toBe(0);
        expect((await find('ferry')).total).toBe(0);
        await insert(anArticle());
        expect((await archive.read.maintenance.stats()).articles).toBe(1);
      });

      it('run one after the other, also when they wait inside', async () => {
        const order: string[] = [];
        const slow = archive.write(async () => {
          order.push('slow begins');
          await new Promise((resolve) => setTimeout(resolve, 20));
          order.push('slow ends');
        });
        const quick = archive.write(async () => void order.push('quick'));
        await Promise.all([slow, quick]);
        expect(order).toEqual(['slow begins', 'slow ends', 'quick']);
      });

      it('are kept when the archive is opened again', async () => {
        const article = anArticle();
        await insert(article);
        archive = await engine.reopen(archive);
        expect((await archive.read.articles.get(article.uid))?.headline).toBe(article.headline);
        expect((await find('ferry')).total).toBe(1);
      });
    });

    describe('search', () => {
      beforeEach(() =>
        insert(
          anArticle({
            headline: 'Ferry strike ends',
            byline: 'Ada Quill',
            dateline: 'OSLO',
            publication: 'The Tide',
            published: '2023-02-01',
            language: 'en',
            tags: ['Labour', 'Sea'],
          }),
          anArticle({
            headline: 'Bridge opens',
            paragraphs: ['After a long ferry strike the bridge opened.'],
            publication: 'The Tide',
            published: '2024-02-01',
            language: 'en',
            tags: ['Sea'],
          }),
          anArticle({
            headline: '台風が接近',
            paragraphs: ['大型の台風が東京に接近している。'],
            publication: '港新聞',
            published: '2024-03-01',
            language: 'ja',
          }),
          anArticle({ headline: 'Café society', paragraphs: ['The naïve owner served résumés.'], language: 'en' }),
        ),
      );

      it('ranks a match in the headline above one in the body', async () => {
        const { hits } = await find('ferry strike');
        expect(hits.map((hit) => hit.published)).toEqual(['2023-02-01', '2024-02-01']);
        expect(hits[0]?.score).toBeGreaterThan(hits[1]?.score ?? Infinity);
      });

      it.each([
        ['"ferry strike"', ['Ferry strike ends', 'Bridge opens']],
        ['"strike ferry"', []],
        ['ferry -bridge', ['Ferry strike ends']],
        ['bridge OR café', ['Bridge opens', 'Café society']],
        ['(bridge OR café) -served', ['Bridge opens']],
        ['brid*', ['Bridge opens']],
        ['cafe resumes NAIVE', ['Café society']],
        ['headline:ferry', ['Ferry strike ends']],
        ['byline:quill', ['Ferry strike ends']],
        ['place:oslo', ['Ferry strike ends']],
        ['tag:labour', ['Ferry strike ends']],
        ['publication:tide bridge', ['Bridge opens']],
        ['lang:ja', ['台風が接近']],
        ['台風', ['台風が接近']],
        ['風', ['台風が接近']],
        ['東京に接近', ['台風が接近']],
        ['京東', []],
      ])('finds %s', async (query, expected) => {
        expect((await headlines(query)).toSorted()).toEqual(expected.toSorted());
      });

      it.each(['"', '-', 'OR', '((((', 'NEAR(', '🙂', 'a:b:c', '*', `${'x '.repeat(50_000)}`, '\u0000', "'; DROP TABLE articles; --"])(
        'never fails on a query such as %j',
        async (query) => {
          const { hits, total } = await find(query);
          expect(hits.length).toBeLessThanOrEqual(total);
        },
      );

      it('finds everything, newest first, when nothing is asked', async () => {
        expect((await find('')).hits.map((hit) => hit.published)).toEqual(['2024-03-01', '2024-02-01', '2023-02-01', '']);
      });

      it('marks the hits in headline and snippet', async () => {
        const [hit] = (await find('bridge')).hits;
        expect(hit?.headline).toEqual([
          { text: 'Bridge', hit: true },
          { text: ' opens', hit: false },
        ]);
        expect(hit?.snippet.filter(({ hit: isHit }) => isHit).map(({ text }) => text)).toEqual(['bridge']);
      });

      it('narrows by scope and counts what is left', async () => {
        expect((await find('ferry', { kind: 'tag', name: 'Labour' })).total).toBe(1);
        expect((await find('ferry', { kind: 'publication', name: '港新聞' })).total).toBe(0);
      });

      it.each([
        ['ferries', ['Ferry strike ends', 'Bridge opens']],
        ['"ferries"', []],
        ['strikes openings', ['Bridge opens']],
        ['long NEAR/1 strike', ['Bridge opens']],
        ['long NEAR/0 strike', []],
        ['strike NEAR/3 after', ['Bridge opens']],
        ['before:2024 lang:en', ['Ferry strike ends']],
        ['on:2024-02', ['Bridge opens']],
        ['after:2024-02', ['台風が接近']],
        ['is:unread ferry', ['Ferry strike ends', 'Bridge opens']],
        ['is:read', []],
        ['has:original', []],
        ['-lang:en', ['台風が接近']],
        ['f*', ['Ferry strike ends', 'Bridge opens']],
        ['fe*', ['Ferry strike ends', 'Bridge opens']],
        ['ferr*', ['Ferry strike ends', 'Bridge opens']],
        ['"ferry str*"', []],
        ['北', []],
      ])('understands %s', async (query, expected) => {
        expect((await headlines(query)).toSorted()).toEqual(expected.toSorted());
      });

      it('finds strings inside foreign words where words have no borders', async () => {
        await insert(
          anArticle({ headline: '写真', paragraphs: ['無料のPhotoshop講座。'], language: 'ja' }),
          anArticle({ headline: 'Pictures', paragraphs: ['A Photoshop course.'], language: 'en' }),
        );
        for (const query of ['photo', 'toshop', '"photo"']) expect(await headlines(query)).toEqual(['写真']);
        expect((await headlines('photoshop')).toSorted()).toEqual(['Pictures', '写真']);
      });

      it('says that there may be more where a phrase ends in a beginning of very many words, and counts them all', async () => {
        const pairs = Array.from({ length: 300 }, (_, index) => `ferryの${String.fromCodePoint(0x4e00 + index)}`);
        await insert(...pairs.map((pair) => anArticle({ paragraphs: [pair], language: 'ja' })));
        const query = parseQuery('ferryの');
        const { total, atLeast } = await archive.read.search.run(query, ALL, PAGE);
        expect({ atLeast, isFewer: total < 300 }).toEqual({ atLeast: true, isFewer: true });
        expect(await archive.read.search.count(query, ALL)).toBe(300);
      });

      it('searches addresses only where they are named, beginnings of any length included', async () => {
        await insert(...Array.from({ length: 200 }, () => anArticle({ headline: 'Tides', url: 'https://zeebrugge.example/' })));
        for (const query of ['z*', 'ze*', 'zee*', 'zeebrugge']) expect(await headlines(query)).toEqual([]);
        expect(await headlines('url:zeebrugge')).toContain('Tides');
        expect(await headlines('url:z*')).toContain('Tides');
      });

      it('orders as it is asked to', async () => {
        expect((await find('ferry sort:newest')).hits.map((hit) => hit.published)).toEqual(['2024-02-01', '2023-02-01']);
        expect((await find('ferry sort:oldest')).hits.map((hit) => hit.published)).toEqual(['2023-02-01', '2024-02-01']);
        expect(await headlines('lang:en sort:headline')).toEqual(['Bridge opens', 'Café society', 'Ferry strike ends']);
        expect((await find('sort:oldest')).hits.map((hit) => hit.published)).toEqual(['2023-02-01', '2024-02-01', '2024-03-01', '']);
      });

      it('takes any word of a question, the best story first', async () => {
        const { hits, total } = await archive.read.search.run(
          parseQuery('Which bridge opened after the strike?', { any: true }),
          ALL,
          PAGE,
        );
        expect(hits[0]?.published).toBe('2024-02-01');
        // “after” and “the” are words as well.
        expect(total).toBeGreaterThan(1);
      });

      it('answers programs without what people read', async () => {
        const full = await find('ferry');
        const bare = await archive.read.search.bare(parseQuery('ferry'), ALL, PAGE);
        expect(bare.hits).toEqual(full.hits.map(({ uid, sourceId, score }) => ({ uid, sourceId, score })));
      });

      it('counts by year, month and day', async () => {
        const timeline = (unit: 'year' | 'month' | 'day') => archive.read.search.timeline(parseQuery('lang:en'), ALL, unit);
        expect(await timeline('year')).toEqual({
          unit: 'year',
          bars: [
            { name: '2023', count: 1 },
            { name: '2024', count: 1 },
          ],
          undated: 1,
        });
        expect((await timeline('month')).bars.map(({ name }) => name)).toEqual(['2023-02', '2024-02']);
        expect((await timeline('day')).bars.map(({ name }) => name)).toEqual(['2023-02-01', '2024-02-01']);
      });

      it('completes words, tags and publications, the frequent ones first', async () => {
        const complete = async (kind: 'word' | 'tag' | 'publication', beginning: string) =>
          (await archive.read.search.completions(kind, beginning, 5)).map(({ name }) => name);
        expect(await complete('word', 'ferr')).toEqual(['ferry']);
        expect((await complete('word', 'b'))[0]).toBe('bridge');
        expect(await complete('tag', 's')).toEqual(['Sea']);
        expect(await complete('publication', 'tid')).toEqual(['The Tide']);
      });

      it('knows what was meant', async () => {
        await insert(...Array.from({ length: 30 }, () => anArticle({ paragraphs: ['Fishermen mend their nets.'] })));
        expect(Object.fromEntries(await archive.read.search.corrections(['fishemren', 'fishermen', 'xy']))).toEqual({
          fishemren: 'fishermen',
        });
      });

      it('finds stories that are alike', async () => {
        await insert(
          anArticle({ headline: 'Tide tables', paragraphs: ['The tide tables of the harbour were printed by the pilots.'] }),
          anArticle({ headline: 'Pilots', paragraphs: ['The pilots of the harbour printed nothing.'] }),
          anArticle({ headline: 'Bread', paragraphs: ['A baker opened early.'] }),
        );
        const [tables] = (await find('headline:tables')).hits;
        expect((await archive.read.search.related(tables?.uid ?? '', 1)).map(({ headline }) => headline[0]?.text)).toEqual(['Pilots']);
      });

      it('tells notes on a whole story from highlights', async () => {
        const [noted, marked] = [anArticle({ headline: 'Noted' }), anArticle({ headline: 'Marked' })];
        await insert(noted, marked);
        const note = aStoryNote(noted, 'Compare with the council’s report', { tags: ['Report'] });
        await archive.write(async (store) => {
          await store.annotations.insert(note);
          await store.annotations.insert(anAnnotation(marked, 'ferry'));
        });
        expect(await archive.read.annotations.get(note.uid)).toEqual(note);
        for (const query of ['is:annotated', 'has:note', 'note:council', '-has:highlight']) {
          expect({ query, found: (await headlines(query)).includes('Noted') }).toEqual({ query, found: true });
        }
        for (const query of ['has:highlight', 'is:orphaned']) expect(await headlines(query)).not.toContain('Noted');
        const found = async (query: string) => (await archive.read.search.annotations(parseQuery(query), PAGE)).hits.map(({ uid }) => uid);
        for (const query of ['report', 'tag:report', 'has:note']) expect(await found(query)).toEqual([note.uid]);
        for (const query of ['is:orphaned', 'highlight:council']) expect(await found(query)).toEqual([]);
        const moved = { ...note, selector: anAnnotation(noted, 'ferry').selector };
        await archive.write((store) => store.annotations.update(moved));
        expect(await archive.read.annotations.get(note.uid)).toEqual(moved);
        const { articleUid, color, selector, createdAt, updatedAt } = note;
        const record = { articleUid, color, note: 'Again', selector, createdAt, updatedAt };
        await archive.write((store) => store.annotations.put(note.uid, record));
        expect(await archive.read.annotations.record(note.uid)).toEqual(record);
        expect((await archive.check()).problems).toEqual([]);
      });

      it('lists all annotations, narrowed, in order, with counts', async () => {
        const old = anArticle({ headline: 'Old', published: '2001-01-01', publication: 'The Tide', language: 'en' });
        const young = anArticle({ headline: 'Young', published: '2020-01-01', publication: 'The Ebb' });
        await insert(old, young);
        const made = (day: number) => `2024-05-0${day}T10:00:00.000Z`;
        const first = anAnnotation(old, 'Nobody', { createdAt: made(1), note: 'who?', tags: ['Ask/Later', 'Sea'] });
        const second = anAnnotation(old, 'ferry', { createdAt: made(2), color: 'blue', tags: ['Sea'] });
        const third = anAnnotation(young, 'noon', { createdAt: made(3), color: 'blue' });
        const fourth = aStoryNote(old, 'On all of it', { createdAt: made(4) });
        const lost = anAnnotation(young, 'Nobody missed it', { createdAt: made(5), color: 'pink', note: 'gone' });
        await archive.write(async (store) => {
          for (const annotation of [third, first, fourth, second, lost]) await store.annotations.insert(annotation);
        });
        const text = 'HARBOUR TOWN — The ferry sailed at noon.';
        await archive.write((store) =>
          store.articles.update(young.uid, { text, html: `<p>${text}</p>`, textHash: sha256(text), wordCount: 5 }),
        );
        const names = new Map([first, second, third, fourth, lost].map(({ uid }, index) => [uid, 'abcde'[index]]));
        const list = async (filter: Partial<AnnotationFilter>, query = '', page = PAGE) => {
          const answer = await archive.read.search.listAnnotations(parseQuery(query), { ...EVERY_ANNOTATION, ...filter }, page);
          return { ...answer, found: answer.items.map(({ uid }) => names.get(uid)).join('') };
        };
        const all = await list({});
        expect(all).toMatchObject({ found: 'edcba', total: 5, ignored: [] });
        expect(all.items[0]).toEqual({
          uid: lost.uid,
          articleUid: young.uid,
          headline: 'Young',
          publication: 'The Ebb',
          published: '2020-01-01',
          language: '',
          color: 'pink',
          quote: 'Nobody missed it',
          note: 'gone',
          tags: [],
          createdAt: made(5),
          updatedAt: lost.updatedAt,
          orphaned: true,
        });
        expect(all.items[1]).toMatchObject({ quote: '', note: 'On all of it', orphaned: false });
        expect(all.colors.filter(({ count }) => count > 0)).toEqual([
          { name: 'yellow', count: 2 },
          { name: 'blue', count: 2 },
          { name: 'pink', count: 1 },
        ]);
        expect(all.tags).toEqual([
          { name: 'Sea', count: 2 },
          { name: 'Ask/Later', count: 1 },
        ]);
        const expected: [Partial<AnnotationFilter>, string, string][] = [
          [{ sort: 'oldest' }, '', 'abcde'],
          [{ sort: 'story' }, '', 'cedba'],
          [{ sort: 'color' }, '', 'dacbe'],
          [{ colors: ['blue', 'pink'] }, '', 'ecb'],
          [{ tags: ['ask'] }, '', 'a'],
          [{ tags: ['Sea', 'Ask'] }, '', 'a'],
          [{ publication: 'The Tide' }, '', 'dba'],
          [{ from: '2024-05-02', to: made(4) }, '', 'cb'],
          [{ kind: 'notes' }, '', 'eda'],
          [{ kind: 'highlights' }, '', 'ecba'],
          [{ kind: 'orphaned' }, '', 'e'],
          [{}, 'is:orphaned', 'e'],
          [{}, 'ferry', 'b'],
          [{}, 'after:2002', 'ec'],
          [{ colors: ['blue'] }, 'after:2002', 'c'],
        ];
        for (const [filter, query, found] of expected)
          expect({ filter, query, ...(await list(filter, query)) }).toMatchObject({ filter, query, found });
        const blue = await list({ colors: ['blue'] });
        expect(blue.colors.find(({ name }) => name === 'yellow')?.count).toBe(2);
        expect(blue.tags).toEqual([{ name: 'Sea', count: 1 }]);
        expect(await list({}, '', { limit: 2, offset: 1 })).toMatchObject({ found: 'dc', total: 5 });
        await archive.write((store) => store.articles.update(young.uid, { text: young.text, html: young.html, textHash: young.textHash }));
        expect(await list({ kind: 'orphaned' })).toMatchObject({ found: '', total: 0 });
        await archive.write((store) => store.states.put(old.uid, { ...UNTOUCHED, trashedAt: made(6) }));
        expect(await list({})).toMatchObject({ found: 'ec', total: 2 });
        expect((await archive.check()).problems).toEqual([]);
      });

      it('searches annotations with the same language', async () => {
        const marked = anArticle({
          headline: 'Marked',
          paragraphs: ['The gulls followed the plough.'],
          published: '2001-01-01',
          language: 'en',
        });
        await insert(marked);
        const annotation = anAnnotation(marked, 'gulls', { note: 'Ask the farmer again', tags: ['Birds'] });
        await archive.write((store) => store.annotations.insert(annotation));
        const annotations = async (query: string) =>
          (await archive.read.search.annotations(parseQuery(query), PAGE)).hits.map(({ uid }) => uid);
        for (const query of [
          'farmers',
          'highlight:gull',
          'note:"the farmer"',
          'tag:birds',
          'before:2002',
          'headline:marked has:note',
          '',
        ]) {
          expect({ query, found: await annotations(query) }).toEqual({ query, found: [annotation.uid] });
        }
        for (const query of ['plough', 'note:gulls', 'after:2002', 'is:orphaned']) expect(await annotations(query)).toEqual([]);
        expect(await headlines('note:farmer')).toEqual(['Marked']);
        expect(await headlines('has:note')).toEqual(['Marked']);
        expect(await headlines('highlight:gulls -note:farmer')).toEqual([]);
        expect(await headlines('is:annotated')).toEqual(['Marked']);
        await archive.write((store) => store.annotations.remove(annotation.uid, '2025-01-02T00:00:00.000Z'));
        expect(await annotations('farmers')).toEqual([]);
        expect(await headlines('is:annotated')).toEqual([]);
      });

      it('finds what other connections wrote since', async () => {
        expect((await find('lighthouse')).total).toBe(0);
        await insert(anArticle({ paragraphs: ['A lighthouse.'] }));
        expect((await find('lighthouse')).total).toBe(1);
      });

      it('finds the same, however many stories came in at once', async () => {
        // Enough to make segments and to merge them.
        for (let round = 0; round < 12; round += 1) {
          await insert(
            ...Array.from({ length: 150 }, (_, index) =>
              anArticle({ paragraphs: [`Barge ${round * 150 + index} passed lock ${index % 10}.`] }),
            ),
          );
        }
        expect((await find('barge')).total).toBe(1800);
        expect((await find('"lock 7"')).total).toBe(180);
        expect((await find('b* lock')).total).toBe(1800);
        expect((await find('"barge 1234"')).total).toBe(1);
        expect((await archive.check()).problems).toEqual([]);
      });

      it('counts facets over everything found', async () => {
        expect(await archive.read.search.facets(parseQuery('ferry'), ALL)).toEqual({
          publications: [{ name: 'The Tide', count: 2 }],
          tags: [
            { name: 'Sea', count: 2 },
            { name: 'Labour', count: 1 },
          ],
          years: [
            { name: '2024', count: 1 },
            { name: '2023', count: 1 },
          ],
          languages: [{ name: 'en', count: 2 }],
        });
      });
    });

    describe('maintenance', () => {
      it('counts what the archive holds', async () => {
        const article = anArticle({ tags: ['Sea'], publication: 'The Tide' });
        await insert(article);
        await archive.write((store) => store.annotations.insert(anAnnotation(article, 'ferry')));
        expect(await archive.read.maintenance.stats()).toMatchObject({
          articles: 1,
          annotations: 1,
          tags: 1,
          publications: 1,
          originals: 0,
        });
        expect(await archive.read.maintenance.overview()).toEqual({
          all: 1,
          annotated: 1,
          starred: 0,
          unread: 1,
          trashed: 0,
          tags: [{ name: 'Sea', count: 1 }],
          publications: [{ name: 'The Tide', count: 1 }],
        });
      });

      it('counts a story once at every level above its tags', async () => {
        await insert(anArticle({ tags: ['Sea/Ferries/Night', 'Sea/Cod'] }), anArticle({ tags: ['Sea/Cod', 'Sea'] }));
        expect((await archive.read.maintenance.overview()).tags).toEqual([
          { name: 'Sea', count: 2 },
          { name: 'Sea/Cod', count: 2 },
          { name: 'Sea/Ferries', count: 1 },
          { name: 'Sea/Ferries/Night', count: 1 },
        ]);
      });

      it('finds nothing wrong with a sound archive', async () => {
        await insert(anArticle());
        expect((await archive.check()).problems).toEqual([]);
      });
    });
  });
}
