import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addressHash, addressKey } from '../../core/address';

describe('the key of an address', () => {
  it.each([
    ['http://example.org/story', 'https://example.org/story'],
    ['https://EXAMPLE.org/story', 'https://example.org/story'],
    ['https://example.org:443/story', 'http://example.org:80/story'],
    ['https://example.org/story#comments', 'https://example.org/story'],
    ['https://example.org/story/', 'https://example.org/story'],
    ['https://example.org/a//b/index.html', 'https://example.org/a/b'],
    ['https://example.org/story?utm_source=mail&utm_medium=x&fbclid=1', 'https://example.org/story'],
    ['https://example.org/story?id=7&page=2', 'https://example.org/story?page=2&id=7&gclid=abc'],
    ['https://www.example.org/story', 'https://example.org/story'],
    ['https://m.example.org/story', 'https://www.example.org/story'],
    ['https://mobile.example.co.uk/story', 'https://example.co.uk/story'],
    ['https://amp.example.org/story', 'https://example.org/story'],
    ['https://example.org/story/amp/', 'https://example.org/story'],
    ['https://example.org/story.amp.html', 'https://example.org/story.html'],
    ['https://example.org/story?amp=1', 'https://example.org/story?outputType=amp'],
    ['https://www.google.com/amp/s/www.example.org/story', 'https://example.org/story'],
    ['https://example-org.cdn.ampproject.org/c/s/example.org/story', 'https://example.org/story'],
    ['https://example.org/%7Eada/%c3%a9', 'https://example.org/~ada/é'],
    ['https://bücher.example/a', 'https://xn--bcher-kva.example/a'],
    ['  https://example.org/story\n', 'https://example.org/story'],
  ])('%s is %s', (one, other) => {
    expect(addressKey(one)).toBe(addressKey(other));
    expect(addressKey(one)).not.toBe('');
  });

  it.each([
    ['https://example.org/story?id=7', 'https://example.org/story?id=8'],
    ['https://example.org/Story', 'https://example.org/story'],
    ['https://example.org:8080/story', 'https://example.org/story'],
    ['https://news.example.org/story', 'https://example.org/story'],
    ['https://m.org/story', 'https://org/story'],
    ['https://example.org/amp', 'https://example.org/'],
    ['https://example.org/#!/story/1', 'https://example.org/#!/story/2'],
    ['https://example.org/tag/amplifiers', 'https://example.org/tag'],
    ['https://example.org/a%2Fb', 'https://example.org/a/b'],
  ])('%s is not %s', (one, other) => {
    expect(addressKey(one)).not.toBe(addressKey(other));
  });

  it.each([
    '',
    'example.org/story',
    'ftp://example.org/a',
    'mailto:a@example.org',
    'https://',
    'https://example.org',
    'https://www.example.org/?utm_source=x',
  ])('%j is the address of no story', (address) => {
    expect(addressKey(address)).toBe('');
  });

  it('never fails, and is its own key', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()), (address) => {
        const key = addressKey(address);
        if (key !== '') expect(addressKey(`https://${key}`)).toBe(key);
      }),
    );
  });

  it('has a number of its own', () => {
    const keys = Array.from({ length: 100_000 }, (_, day) => `example.org/story/${day}`);
    expect(new Set(keys.map(addressHash)).size).toBe(keys.length);
    expect(keys.map(addressHash).every((hash) => Number.isSafeInteger(hash) && hash > 0)).toBe(true);
    expect(addressHash('')).toBe(0);
  });
});
