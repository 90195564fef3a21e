import { describe, expect, it } from 'vitest';
import { pdfExporter } from '../../electron/exporters/pdf';
import { toPng } from '../support/page-picture';
import { aPicture, aStoryOf, setPages } from '../support/page-stories';
import { pdfFacts, tagsIn } from '../support/pdf';

const GIF = 'data:image/gif;base64,R0lGODlhAQABAIAAAP8AAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==';
const figure = (src: string, alt: string, caption = `Caption of ${alt}`) =>
  `<figure><img src="${src}" alt="${alt}"><figcaption>${caption}</figcaption></figure>`;
const story = (...figures: string[]) => aStoryOf(`<p>Before the pictures.</p>${figures.join('')}<p>Behind the pictures.</p>`);

const factsOf = async (figures: string[], look: Parameters<typeof setPages>[2] = {}) => {
  const facts = await pdfFacts(await setPages(pdfExporter, story(...figures), look));
  return {
    ...facts,
    text: facts.pages
      .flat()
      .map(({ text }) => text)
      .join(' '),
  };
};

/** A picture whose head promises as many pixels as one likes; the rest of it is not there. */
function promising(width: number, height: number): string {
  const png = toPng({ width: 4, height: 4, pixels: new Uint8Array(16) });
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return `data:image/png;base64,${png.toString('base64')}`;
}

describe('pictures on pages', () => {
  it('are printed with their captions and words for those who do not see them', async () => {
    const { text, tags } = await factsOf([figure(aPicture(300, 200), 'A ferry'), figure(GIF, 'A dot')]);
    const figures = tags.flatMap(tagsIn).filter(({ role }) => role === 'Figure');
    expect(figures.map(({ alt }) => alt)).toEqual(['A ferry', 'A dot']);
    expect(text).toContain('Caption of A ferry');
  });

  it('that are high or wide stay on the page', async () => {
    const { pages } = await factsOf([figure(aPicture(3, 3000), 'A tower'), figure(aPicture(4000, 4), 'A line')]);
    expect(pages.length).toBeLessThan(4);
    for (const { y } of pages.flat()) expect(y).toBeLessThan(841);
  });

  it('that were not kept leave a sentence and their caption', async () => {
    const { text } = await factsOf([figure('https://example.org/lost.jpg', 'A map')]);
    expect(text).toContain('A map. The picture was not kept with the story.');
    expect(text).toContain('Caption of A map');
  });

  it('of sixty megapixels are not opened: a sentence says how large they are', async () => {
    const { text } = await factsOf([figure(promising(10_000, 6_000), 'A wall')]);
    expect(text).toContain('too large to be printed: 10000 × 6000 pixels');
  });

  it('that are damaged leave a sentence, and the whole ones are printed', async () => {
    const whole = aPicture(30, 20);
    const { text, tags } = await factsOf([
      figure(promising(40, 40), 'Torn'),
      figure(whole, 'Whole'),
      figure('data:image/png;base64,AAAA', 'Nonsense'),
    ]);
    expect(text).toContain('Torn. The picture is damaged');
    expect(text).toContain('Nonsense. The picture is damaged');
    expect(
      tags
        .flatMap(tagsIn)
        .filter(({ role }) => role === 'Figure')
        .map(({ alt }) => alt),
    ).toEqual(['Whole']);
    expect(text).toContain('Behind the pictures.');
  });

  it('are left out when they are not wanted, and their captions stay', async () => {
    const { text, tags } = await factsOf([figure(aPicture(30, 20), 'A ferry'), figure('https://example.org/lost.jpg', 'A map')], {
      pictures: false,
    });
    expect(tags.flatMap(tagsIn).filter(({ role }) => role === 'Figure')).toEqual([]);
    expect(text).toContain('Caption of A ferry');
    expect(text).not.toContain('was not kept');
  });
});
