import { beforeEach, describe, expect, it } from 'vitest';
import { parseQuery } from '../../core/query';
import { UNTOUCHED } from '../../core/state';
import type { Archive, NewArticle } from '../../db/store';
import { newUid } from '../../electron/services/parts/identity';
import { anAnnotation, anArticle, sha256 } from '../support/articles';
import type { Engine } from './store-suite';

const ALL = { kind: 'all' } as const;
const PAGE = { limit: 50, offset: 0 };
const AT = '2025-01-01T00:00:00.000Z';
type Scope = Parameters<Archive['read']['articles']['list']>[0];

/** What every engine must do with the things that people make of stories. Takes a store and knows no engine. */
export function modelSuite(name: string, engineFor: () => Engine): void {
  describe(`${name}: the data model`, () => {
    let archive: Archive;
    beforeEach(() => {
      archive = engineFor().open();
    });

    const insert = (...articles: NewArticle[]) =>
      archive.write(async (store) => {
        for (const article of articles) await store.articles.insert(article);
      });
    const listed = async (scope: Scope) => (await archive.read.articles.list(scope, PAGE)).items.map(({ headline }) => headline);
    const found = async (query: string) =>
      (await archive.read.search.run(parseQuery(query), ALL, PAGE)).hits.map(({ headline }) => headline.map(({ text }) => text).join(''));
    const trash = (uid: string, at = AT) => archive.write((store) => store.states.put(uid, { ...UNTOUCHED, trashedAt: at }));

    describe('a story that is changed', () => {
      it('says what is new everywhere, the search index included, and keeps the rest', async () => {
        const article = anArticle({ headline: 'Ferry', tags: ['Sea', 'Old'], url: 'https://example.org/a', deck: 'stays' });
        await insert(article);
        const text = 'Nobody was aboard the zeppelin.';
        const change = {
          headline: 'Airship',
          text,
          html: `<p>${text}</p>`,
          textHash: sha256(text),
          wordCount: 5,
          tags: ['Sky', 'Sea'],
          editedAt: AT,
        };
        expect(await archive.write((store) => store.articles.update(article.uid, change))).toBe(true);
        expect(await archive.read.articles.get(article.uid)).toMatchObject({ ...change, deck: 'stays', url: 'https://example.org/a' });
        expect(await found('zeppelin tag:sky')).toEqual(['Airship']);
        expect(await found('noon')).toEqual([]);
        expect((await archive.read.tags.list()).map((tag) => tag.name)).toEqual(['Sea', 'Sky']);
        expect((await archive.check()).problems).toEqual([]);
      });

      it('is not there: says so', async () => {
        expect(await archive.write((store) => store.articles.update(newUid(), { headline: 'x' }))).toBe(false);
      });

      it('leaves the index as it was when the unit of work fails', async () => {
        const article = anArticle({ headline: 'Ferry' });
        await insert(article);
        const failing = archive.write(async (store) => {
          await store.articles.update(article.uid, { headline: 'Airship' });
          throw new Error('power cut');
        });
        await expect(failing).rejects.toThrow('power cut');
        await insert(anArticle({ headline: 'Bridge' }));
        expect(await found('headline:ferry')).toEqual(['Ferry']);
        expect(await found('airship')).toEqual([]);
      });
    });

    it('a story purged is gone, with its highlights, its tags, its publication and its original', async () => {
      const bytes = new TextEncoder().encode('original');
      const original = { sha256: sha256(bytes), ordinal: 0 };
      const article = anArticle({ tags: ['Sea'], publication: 'The Tide', original });
      await archive.write(async (store) => {
        await store.originals.put({ sha256: original.sha256, fileName: 'a', mediaType: 'text/plain', byteLength: bytes.length }, bytes);
        await store.articles.insert(article);
        await store.annotations.insert(anAnnotation(article, 'ferry', { tags: ['Who'] }));
      });
      expect(await archive.write((store) => store.articles.purge(article.uid))).toBe(true);
      expect(await archive.write((store) => store.articles.purge(article.uid))).toBe(false);
      expect(await archive.read.articles.get(article.uid)).toBeNull();
      expect(await found('ferry')).toEqual([]);
      expect(await archive.read.maintenance.stats()).toMatchObject({ articles: 0, annotations: 0, tags: 0, publications: 0, originals: 0 });
      expect((await archive.check()).problems).toEqual([]);
    });

    it('an original stays while another story came from it', async () => {
      const hash = sha256('bytes');
      const [first, second] = [0, 1].map((ordinal) => anArticle({ original: { sha256: hash, ordinal } })) as [NewArticle, NewArticle];
      await archive.write(async (store) => {
        await store.originals.put({ sha256: hash, fileName: 'a', mediaType: 'text/plain', byteLength: 5 }, Buffer.from('bytes'));
        await store.articles.insert(first);
        await store.articles.insert(second);
        await store.articles.purge(first.uid);
      });
      expect(await archive.read.originals.info(hash)).not.toBeNull();
      await archive.write((store) => store.articles.purge(second.uid));
      expect(await archive.read.originals.info(hash)).toBeNull();
    });

    describe('states', () => {
      it('are untouched at first, and come back as they were put', async () => {
        const article = anArticle();
        await insert(article);
        expect(await archive.read.states.get(article.uid)).toEqual(UNTOUCHED);
        expect(await archive.read.states.get(newUid())).toBeNull();
        const state = { readAt: AT, openedAt: AT, starredAt: AT, trashedAt: '', mergedInto: '', position: 17 };
        expect(await archive.write((store) => store.states.put(article.uid, state))).toBe(true);
        expect(await archive.read.states.get(article.uid)).toEqual(state);
        expect(await archive.write((store) => store.states.put(newUid(), state))).toBe(false);
      });

      it('narrow lists', async () => {
        const [read, starred, untouched] = ['read', 'starred', 'untouched'].map((headline) => anArticle({ headline })) as [
          NewArticle,
          NewArticle,
          NewArticle,
        ];
        await insert(read, starred, untouched);
        await archive.write(async (store) => {
          await store.states.put(read.uid, { ...UNTOUCHED, readAt: AT });
          await store.states.put(starred.uid, { ...UNTOUCHED, starredAt: AT });
        });
        expect(await listed({ kind: 'starred' })).toEqual(['starred']);
        expect((await listed({ kind: 'unread' })).toSorted()).toEqual(['starred', 'untouched']);
        const { items } = await archive.read.articles.list({ kind: 'starred' }, PAGE);
        expect(items[0]).toMatchObject({ starredAt: AT, readAt: '', trashedAt: '' });
      });
    });

    describe('the trash', () => {
      it('takes a story out of every list, count and search, and gives it back', async () => {
        const article = anArticle({ headline: 'gone', tags: ['Sea'], publication: 'The Tide', language: 'en' });
        const other = anArticle({ headline: 'here', tags: ['Sea'], publication: 'The Tide' });
        await insert(article, other);
        await archive.write((store) => store.annotations.insert(anAnnotation(article, 'ferry', { tags: ['Who'] })));
        await trash(article.uid);
        const scopes: Scope[] = [ALL, { kind: 'tag', name: 'Sea' }, { kind: 'publication', name: 'The Tide' }, { kind: 'unread' }];
        for (const scope of scopes) {
          expect(await archive.read.articles.list(scope, PAGE)).toMatchObject({ items: [{ headline: 'here' }], total: 1 });
        }
        expect(await listed({ kind: 'annotated' })).toEqual([]);
        expect(await archive.read.articles.list({ kind: 'trashed' }, PAGE)).toMatchObject({
          items: [{ headline: 'gone', trashedAt: AT }],
          total: 1,
        });
        expect(await archive.read.articles.uids(PAGE)).toEqual([other.uid]);
        expect(await archive.read.articles.uidsAfter('', 10)).toEqual([other.uid]);
        expect(await found('ferry')).toEqual(['here']);
        expect(await archive.read.maintenance.overview()).toMatchObject({
          all: 1,
          annotated: 0,
          unread: 1,
          trashed: 1,
          tags: [{ name: 'Sea', count: 1 }],
          publications: [{ name: 'The Tide', count: 1 }],
        });
        expect(await archive.read.maintenance.stats()).toMatchObject({ articles: 1, annotations: 0, trashed: 1 });
        await archive.write((store) => store.states.put(article.uid, UNTOUCHED));
        expect((await listed(ALL)).toSorted()).toEqual(['gone', 'here']);
      });

      it('knows what has been in it for long', async () => {
        const articles = ['2025-03-01', '2025-01-01', '2025-02-01'].map((day) => ({ article: anArticle(), at: `${day}T00:00:00.000Z` }));
        await insert(...articles.map(({ article }) => article), anArticle());
        for (const { article, at } of articles) await trash(article.uid, at);
        expect(await archive.read.states.trashedBefore('2025-02-15T00:00:00.000Z', 10)).toEqual([
          articles[1]?.article.uid,
          articles[2]?.article.uid,
        ]);
      });
    });

    describe('tags', () => {
      it('know what carries them, and can be put and taken', async () => {
        const article = anArticle({ tags: ['First', 'Sea'] });
        const annotation = anAnnotation(article, 'ferry', { tags: ['Sea'] });
        await insert(article);
        await archive.write((store) => store.annotations.insert(annotation));
        expect(await archive.read.tags.list()).toEqual([
          { name: 'First', count: 1, annotations: 0 },
          { name: 'Sea', count: 1, annotations: 1 },
        ]);
        expect(await archive.read.tags.family('Sea')).toEqual(['Sea']);
        const members = { [`article:${article.uid}`]: 1, [`annotation:${annotation.uid}`]: 0 };
        expect(await archive.read.tags.members('Sea')).toEqual(members);
        expect(await archive.read.tags.of('article', article.uid)).toEqual({ First: 0, Sea: 1 });
        await archive.write(async (store) => {
          await store.tags.putMembers('Sea', {
            [`article:${article.uid}`]: null,
            [`annotation:${annotation.uid}`]: null,
            [`article:${newUid()}`]: 3,
          });
          await store.tags.putOf('article', article.uid, { First: null, Ocean: 7 });
        });
        expect(await archive.read.tags.list()).toEqual([{ name: 'Ocean', count: 1, annotations: 0 }]);
        expect(await found('tag:ocean')).toHaveLength(1);
        expect(await found('tag:first')).toEqual([]);
        expect((await archive.read.annotations.get(annotation.uid))?.tags).toEqual([]);
      });
    });

    describe('collections', () => {
      const collection = (change: object = {}) => ({ uid: newUid(), parentUid: null, position: 0, name: 'C', createdAt: AT, ...change });

      it('are nested and ordered, hold stories in an order of their own, and go with what is below them', async () => {
        const outer = collection({ name: 'outer', position: 1 });
        const inner = collection({ name: 'inner', parentUid: outer.uid });
        const [a, b, c] = ['a', 'b', 'c'].map((headline) => anArticle({ headline })) as [NewArticle, NewArticle, NewArticle];
        await insert(a, b, c);
        await archive.write(async (store) => {
          await store.collections.put(outer);
          await store.collections.put(inner);
          await store.collections.putItems(inner.uid, { [c.uid]: 0, [a.uid]: 1, [b.uid]: 2 });
          await store.collections.putItems(outer.uid, { [b.uid]: 0, [newUid()]: 1 });
        });
        expect(await listed({ kind: 'collection', uid: inner.uid })).toEqual(['c', 'a', 'b']);
        expect(await archive.read.collections.of(b.uid)).toEqual([outer.uid, inner.uid]);
        expect(await archive.read.collections.list()).toEqual([
          { ...inner, count: 3 },
          { ...outer, count: 1 },
        ]);
        await archive.write(async (store) => {
          await store.collections.put({ ...inner, name: 'renamed' });
          await store.collections.putItems(inner.uid, { [a.uid]: null });
        });
        await trash(b.uid);
        expect(await archive.read.collections.get(inner.uid)).toMatchObject({ name: 'renamed', parentUid: outer.uid });
        expect(await listed({ kind: 'collection', uid: inner.uid })).toEqual(['c']);
        expect(Object.keys(await archive.read.collections.items(inner.uid))).toEqual([c.uid, b.uid]);
        await archive.write((store) => store.collections.remove(outer.uid));
        expect(await archive.read.collections.list()).toEqual([]);
        expect((await archive.read.maintenance.stats()).articles).toBe(2);
      });
    });

    it('saved searches come back in their order', async () => {
      const saved = ['b', 'a'].map((query, position) => ({ uid: newUid(), name: query, query, position, createdAt: AT }));
      await archive.write(async (store) => {
        for (const search of saved.toReversed()) await store.savedSearches.put(search);
      });
      expect(await archive.read.savedSearches.list()).toEqual(saved);
      await archive.write((store) => store.savedSearches.remove(saved[0]?.uid ?? ''));
      expect(await archive.read.savedSearches.list()).toEqual([saved[1]]);
    });

    it('publications are what stories came from, and what was noted on them', async () => {
      const article = anArticle({ publication: 'The Tide' });
      await insert(article, anArticle({ publication: 'The Ebb' }), anArticle({ publication: 'The Tide' }));
      expect(await archive.read.publications.list()).toEqual([
        { name: 'The Tide', url: '', note: '', count: 2 },
        { name: 'The Ebb', url: '', note: '', count: 1 },
      ]);
      await archive.write(async (store) => {
        await store.publications.put('The Ebb', { url: 'https://ebb.example', note: 'weekly' });
        await store.publications.putStories('The Ebb', { [article.uid]: 0, [newUid()]: 0 });
      });
      expect(await archive.read.publications.list()).toEqual([
        { name: 'The Ebb', url: 'https://ebb.example', note: 'weekly', count: 2 },
        { name: 'The Tide', url: '', note: '', count: 1 },
      ]);
      expect(await found('publication:ebb')).toHaveLength(2);
    });

    it('settings come back as they were set', async () => {
      expect(await archive.read.settings.get('backup')).toBeNull();
      await archive.write((store) => store.settings.put('backup', { every: 'day', keep: 7 }));
      expect(await archive.read.settings.get('backup')).toEqual({ every: 'day', keep: 7 });
      await archive.write((store) => store.settings.put('backup', null));
      expect(await archive.read.settings.get('backup')).toBeNull();
    });

    it('fingerprints know a story by its address, however that is written', async () => {
      const article = anArticle({ url: 'https://www.example.org/story/?utm_source=mail#top' });
      await insert(article, anArticle({ url: 'https://example.org/' }));
      expect(await archive.read.articles.findByUrl('http://example.org/story')).toBe(article.uid);
      expect(await archive.read.articles.findByUrl('https://example.org/')).toBeNull();
      const again = anArticle({ url: 'http://m.example.org/story' });
      await insert(again);
      const groups = await archive.read.articles.sharedAddresses();
      expect(await Promise.all(groups.flat().map((row) => archive.read.articles.uidAt(row)))).toEqual([article.uid, again.uid]);
      expect(await archive.read.articles.uidAt(99)).toBeNull();
      await trash(article.uid);
      expect(await archive.read.articles.sharedAddresses()).toEqual([]);
    });

    it('fingerprints come in pages', async () => {
      const articles = Array.from({ length: 5 }, (_, day) =>
        anArticle({ paragraphs: [`The ferry sailed at noon on day ${day} and nobody missed it.`] }),
      );
      await insert(...articles, anArticle({ paragraphs: ['Too short.'] }));
      const first = await archive.read.articles.fingerprints(0, 3);
      const rest = await archive.read.articles.fingerprints(first.at(-1)?.row ?? 0, 10);
      const uids = await Promise.all([...first, ...rest].map(({ row }) => archive.read.articles.uidAt(row)));
      expect(uids.slice(0, 5)).toEqual(articles.map(({ uid }) => uid));
      expect(rest.map(({ bands }) => bands.length)).toEqual([4, 4, 0]);
    });
  });
}
