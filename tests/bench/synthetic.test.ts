import { describe, expect, it } from 'vitest';
import { syntheticStories, syntheticStory } from '../../bench/synthetic.mjs';
import { storyOfRecord } from '../../electron/importers/parts/story-record';

describe('synthetic stories', () => {
  it('are the same for the same seed and number, in whatever order they are made', async () => {
    const inOrder: unknown[] = [];
    for await (const story of syntheticStories(40, 7)) inOrder.push(story);
    const backwards = Array.from({ length: 40 }, (_, index) => syntheticStory(7, 39 - index)).reverse();
    expect(inOrder).toEqual(backwards);
    expect(syntheticStory(8, 0)).not.toEqual(syntheticStory(7, 0));
  });

  it('are stories of the bulk format, in several scripts and of news length', () => {
    const stories = Array.from({ length: 600 }, (_, index) => syntheticStory(1, index));
    for (const story of stories) expect(storyOfRecord(story)?.warnings).toEqual([]);
    const share = (script: RegExp) => stories.filter(({ body }) => script.test(body)).length / stories.length;
    expect(share(/\p{Script=Latin}/u)).toBeGreaterThan(0.7);
    for (const script of [/\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Arabic}/u, /\p{Script=Han}/u, /\p{Script=Hangul}/u]) {
      expect(share(script)).toBeGreaterThan(0);
    }
    const bytes = stories.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) / stories.length;
    expect(bytes).toBeGreaterThan(2_000);
    expect(bytes).toBeLessThan(4_500);
    expect(new Set(stories.map(({ url }) => url)).size).toBe(600);
  });

  it('use few words often and many seldom', () => {
    const counts = new Map<string, number>();
    for (let number = 0; number < 300; number += 1) {
      const { language, body } = syntheticStory(1, number);
      if (language === 'en') for (const word of body.match(/\p{L}+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const sorted = [...counts.values()].sort((a, b) => b - a);
    const all = sorted.reduce((sum, count) => sum + count, 0);
    expect((sorted[0] ?? 0) / all).toBeGreaterThan(0.03);
    expect(sorted.filter((count) => count === 1).length / sorted.length).toBeGreaterThan(0.5);
  });
});
