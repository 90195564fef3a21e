import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { readStoryLink, storiesLinkedFrom, storyAddress, storyLink, storyOfAddress } from '../../core/story-link';

const UID = '01JD0000000000000000000000';
const OTHER = '01JD0000000000000000000001';

describe('links between stories', () => {
  it.each(['Ferry stays', 'A [bracketed] \\ headline', 'two\nlines', ''])('are Markdown that is read back, of %j', (headline) => {
    const link = storyLink(UID, headline);
    expect(storiesLinkedFrom(`See ${link}.`)).toEqual([UID]);
    expect(marked.parseInline(link, { async: false })).toMatch(new RegExp(`^<a href="${storyAddress(UID)}">[^]+</a>$`));
  });

  it('name each story once, in the order of the note', () => {
    expect(storiesLinkedFrom(`${storyLink(OTHER, 'b')} ${storyLink(UID, 'a')} <${storyAddress(OTHER)}>`)).toEqual([OTHER, UID]);
  });

  it.each([
    [storyAddress(UID), UID],
    [storyAddress(UID).toLowerCase(), UID],
    [`${storyAddress(UID)}#hl-x`, UID],
    ['broadsheet://story/x', null],
    ['broadsheet://story/01ID0000000000000000000000', null],
    ['https://example.org', null],
  ])('%s is of %s', (address, uid) => {
    expect(storyOfAddress(address)).toBe(uid);
  });
});

describe('a link from outside', () => {
  const uid = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  const note = '01BX5ZZKBKACTAV9WEVGEMMVRZ';

  it('names a story, and perhaps a highlight in it', () => {
    expect(readStoryLink(`broadsheet://story/${uid}`)).toEqual({ uid, annotation: '' });
    expect(readStoryLink(` BROADSHEET://story/${uid.toLowerCase()}/\n`)).toEqual({ uid, annotation: '' });
    expect(readStoryLink(`broadsheet://story/${uid}#hl-${note.toLowerCase()}`)).toEqual({ uid, annotation: note });
    expect(readStoryLink(`broadsheet://story/${uid}#hl-elsewhere`)).toEqual({ uid, annotation: '' });
  });

  it.each(['', 'broadsheet:', 'broadsheet://story/', 'broadsheet://story/1', `broadsheet://app/${uid}`, `https://story/${uid}`])(
    'is none where it is %j',
    (address) => {
      expect(readStoryLink(address)).toBeNull();
    },
  );
});
