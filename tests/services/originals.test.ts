import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { ShownOriginal } from '../../core/original';
import { showOriginal } from '../../electron/services/originals';
import { anArchive } from '../support/archive';
import { anArticle, sha256 } from '../support/articles';

async function shown(bytes: Uint8Array, mediaType: string, fileName = 'ferry'): Promise<ShownOriginal> {
  const { archive } = await anArchive();
  const info = { sha256: sha256(bytes), fileName, mediaType, byteLength: bytes.byteLength };
  const story = anArticle({ original: { sha256: info.sha256, ordinal: 0 } });
  await archive.write(async (store) => {
    await store.originals.put(info, bytes);
    await store.articles.insert(story);
  });
  return showOriginal(archive.read, story.uid);
}

describe('the original of a story', () => {
  it('is the page as it was, in an encoding that is told with it', async () => {
    const html = '<!doctype html><meta charset="Shift_JIS"><title>港</title><p>夜のフェリー</p>';
    const body = html.replace('<!doctype html>', '<!doctype html><base target="_blank">');
    expect(await shown(iconv.encode(html, 'Shift_JIS'), 'text/html')).toEqual({ mediaType: 'text/html; charset=utf-8', body });
  });

  it('asks for no names to be looked up, and leads to no other page', async () => {
    const html = '<html><HEAD lang="en"><LINK\nrel=dns-prefetch href="//evil.example"><link/rel=preconnect></head><p>A linked tale</p>';
    const { body } = await shown(Buffer.from(html), 'text/html');
    expect(body).toBe(
      '<html><HEAD lang="en"><base target="_blank"><meta\nrel=dns-prefetch href="//evil.example"><meta/rel=preconnect></head><p>A linked tale</p>',
    );
  });

  it('is plain text set as a page, in which nothing is markup', async () => {
    const { mediaType, body } = await shown(iconv.encode('Überfahrt <script>alert(1)</script> & „Fähre“', 'windows-1252'), 'text/plain');
    expect(mediaType).toBe('text/html; charset=utf-8');
    expect(body).toContain('<pre dir="auto">Überfahrt &lt;script&gt;alert(1)&lt;/script&gt; &amp; „Fähre“</pre>');
    expect(body).not.toContain('<script');
  });

  it('is a picture as a picture', async () => {
    const bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const { mediaType, body } = await shown(bytes, 'image/png');
    expect(mediaType).toBe('image/png');
    expect([...(body as Uint8Array)]).toEqual([...bytes]);
  });

  it.each([
    ['a PDF', '%PDF-1.7', 'application/pdf'],
    ['a picture that is a page', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
    ['bytes that are no text', '\0\x01\x02\0\x03\0\0\x04\x05', 'text/html'],
    ['nothing', '', 'text/plain'],
  ])('never comes to life where it is %s', async (_what, bytes, type) => {
    const { mediaType, body } = await shown(Buffer.from(bytes, 'latin1'), type, '<img src=x>');
    expect(mediaType).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(/<script|<img|<svg/);
  });

  it('is missing with a sentence', async () => {
    const story = anArticle();
    const { archive } = await anArchive(story);
    expect((await showOriginal(archive.read, story.uid)).body).toContain('No original was kept');
    await expect(showOriginal(archive.read, anArticle().uid)).rejects.toMatchObject({ code: 'not-found' });
  });
});
