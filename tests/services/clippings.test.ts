import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ClippingForm, Clipped } from '../../core/clipping';
import { DEFAULT_CHOICE } from '../../core/exporting';
import { citationStyles, clipping, placeOfStyles } from '../../electron/services/clippings';
import { anArchive } from '../support/archive';
import { anArticle } from '../support/articles';
import { temporaryFolder } from '../support/folder';

const ferry = anArticle({
  headline: 'Ferry & <town>',
  byline: 'Ingrid Solbakken',
  publication: 'The Northern Mail',
  published: '2021-03-14',
  url: 'https://example.org/ferry',
  language: 'en',
  paragraphs: ['VARDEN — It *sails*.', 'Nobody < missed it.'],
});
const other = anArticle({ headline: 'Another', byline: 'Ann Abel', publication: 'Kystposten', published: '2020', url: '' });
const REFERENCE = 'Solbakken, I. (2021, March 14). Ferry & <town>. The Northern Mail. https://example.org/ferry';

async function copied(what: Clipped, form: ClippingForm, style = 'apa') {
  const { archive } = await anArchive(ferry, other);
  return clipping(archive.read, what, form, {
    page: { paper: 'a4', locale: 'en-US', timeZone: 'UTC' },
    choice: { ...DEFAULT_CHOICE, style },
  });
}

describe('a passage', () => {
  const what: Clipped = { kind: 'passage', uid: ferry.uid, words: ' It *sails*.\n\nNobody < missed it. ' };

  it('is a quotation with its reference', async () => {
    expect(await copied(what, 'plain')).toEqual({ text: `“It *sails*.\n\nNobody < missed it.”\n— ${REFERENCE}`, html: '' });
  });

  it('is Markdown that stays one quotation', async () => {
    const { text, html } = await copied(what, 'markdown');
    expect(html).toBe('');
    expect(text).toBe(
      '> It \\*sails\\*.\n>\n> Nobody \\< missed it.\n>\n> — Solbakken, I. (2021, March 14). Ferry & \\<town\\>. *The Northern Mail*. <https://example.org/ferry>\n',
    );
  });

  it('is rich text with its headline, and the quotation for programs without any', async () => {
    const { text, html } = await copied(what, 'rich');
    expect(text).toContain(REFERENCE);
    expect(html).toBe(
      '<p lang="en" dir="auto"><a href="https://example.org/ferry"><b>Ferry &amp; &lt;town&gt;</b></a></p>' +
        '<blockquote lang="en" dir="auto"><p>It *sails*.</p>\n<p>Nobody &lt; missed it.</p></blockquote>' +
        '<p>— Solbakken, I. (2021, March 14). Ferry &amp; &lt;town&gt;. <i>The Northern Mail</i>. <a href="https://example.org/ferry">https://example.org/ferry</a></p>',
    );
  });
});

describe('a story', () => {
  const what: Clipped = { kind: 'story', uid: ferry.uid };

  it('is rich text and plain text with its source below', async () => {
    const { text, html } = await copied(what, 'rich');
    expect(text).toBe(
      `Ferry & <town>\n\nIngrid Solbakken · The Northern Mail · March 14, 2021\n\nVARDEN — It *sails*.\n\nNobody < missed it.\n\n— ${REFERENCE}`,
    );
    expect(html).toMatch(/^<h1 lang="en" dir="auto"><a href="[^"]+"><b>Ferry &amp; &lt;town&gt;<\/b><\/a><\/h1>/);
    expect(html).toContain('<p>Nobody &lt; missed it.</p></div><p>— Solbakken');
  });

  it('is Markdown without what stands in front of files', async () => {
    const { text } = await copied(what, 'markdown');
    expect(text).toMatch(/^# Ferry & \\<town\\>\n/);
    expect(text).toContain('VARDEN — It \\*sails\\*.');
  });
});

describe('references', () => {
  const what: Clipped = { kind: 'references', uids: [ferry.uid, other.uid] };

  it('of several stories stand in the order of their style', async () => {
    expect((await copied(what, 'plain')).text).toBe(`Abel, A. (2020). Another. Kystposten.\n${REFERENCE}`);
    expect((await copied(what, 'rich')).html).toMatch(/^<p>Abel, A\. .*<i>Kystposten<\/i>\.<\/p><p>Solbakken/);
    expect((await copied(what, 'plain', 'ieee')).text).toMatch(/^\[1\] I\. Solbakken.*\n\[2\] A\. Abel/);
    expect((await copied(what, 'markdown', 'ieee')).text).toMatch(/^\\\[1\\\] I\\?\. Solbakken/);
  });

  it('of one story have no number', async () => {
    expect((await copied({ kind: 'references', uids: [ferry.uid] }, 'plain', 'ieee')).text).toMatch(/^I\. Solbakken/);
  });

  it('of a story that is gone are refused', async () => {
    await expect(copied({ kind: 'references', uids: [anArticle().uid] }, 'plain')).rejects.toMatchObject({ code: 'not-found' });
  });
});

/** A style of a person's own: the headline alone. */
const OWN = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>House &amp; home</title><id>own</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix="!"><text variable="title" font-weight="bold"/></layout></bibliography>
</style>`;

describe('styles of one’s own', () => {
  async function folder(): Promise<string> {
    const before = { ...process.env };
    onTestFinished(() => {
      process.env = before;
    });
    const home = temporaryFolder();
    process.env = { ...before, HOME: home, XDG_CONFIG_HOME: home, APPDATA: home };
    return (await placeOfStyles()).path;
  }

  it('are files in a folder, offered by their titles before those that come along', async () => {
    writeFileSync(join(await folder(), 'house.csl'), OWN);
    expect(citationStyles().slice(0, 2)).toEqual([{ id: 'house', title: 'House & home' }, expect.objectContaining({ id: 'apa' })]);
    expect(await copied({ kind: 'references', uids: [ferry.uid] }, 'rich', 'house')).toEqual({
      text: 'Ferry & <town>!',
      html: '<p><b>Ferry &amp; &lt;town&gt;</b>!</p>',
    });
  });

  it('take the place of one of their name, and are refused with a sentence where they are no styles', async () => {
    const path = await folder();
    writeFileSync(join(path, 'apa.csl'), OWN);
    expect(citationStyles().filter(({ id }) => id === 'apa')).toEqual([{ id: 'apa', title: 'House & home' }]);
    writeFileSync(join(path, 'broken.csl'), '<style');
    const broken = copied({ kind: 'references', uids: [ferry.uid] }, 'plain', 'broken');
    await expect(broken).rejects.toThrow('The file of the citation style “broken” cannot be used.');
    await expect(copied({ kind: 'references', uids: [ferry.uid] }, 'plain', '../apa')).rejects.toThrow(
      'There is no citation style “../apa”.',
    );
  });
});
