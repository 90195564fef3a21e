import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIELD_NAMES } from '../../core/article';
import { ninjsExporter } from '../../electron/exporters/ninjs';
import { chooseImporter } from '../../electron/importers';
import { ninjs } from '../../electron/importers/ninjs';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { firstStory, storiesOf, utf8 } from '../importers/stories';
import { anExportStory, writtenBy } from '../support/export-story';
import { generatedExport } from '../support/generated';
import { samplesOf, schemaFile } from '../support/newswire';

const schema = schemaFile('ninjs-schema_3.1.json');
const samples = samplesOf('newswire/ninjs', /\.json$/);

describe('News in JSON', () => {
  it('comes back with nothing changed', async () => {
    await fc.assert(
      fc.asyncProperty(generatedExport, async (story) => {
        const { article } = story;
        const bytes = await writtenBy(ninjsExporter, story);
        expect(chooseImporter(bytes, 'story.json').id).toBe('ninjs');
        const { fields, body, tags, sourceId } = await firstStory(ninjs, bytes, 'story.json');
        for (const name of FIELD_NAMES) expect(fields[name] ?? '', name).toBe(article[name]);
        expect(tags.map(({ name }) => name)).toEqual(article.tags);
        expect(sourceId).toBe(article.sourceId || article.uid);
        expect(body.kind === 'html' && canonicalStory(body.html)).toMatchObject({ html: article.html, text: article.text });
      }),
      { endOnFailure: true },
    );
  });

  it('holds any number of stories in one file', async () => {
    const stories = ['One', 'Two', 'Three'].map((headline) => anExportStory({ headline }));
    const walked = { total: 3, async *[Symbol.asyncIterator]() { yield* stories; } }; // prettier-ignore
    const pieces: Uint8Array[] = [];
    for await (const piece of ninjsExporter.writeTogether?.(walked, {} as never) ?? []) pieces.push(piece as Uint8Array);
    const found = await storiesOf(ninjs, Buffer.concat(pieces), 'stories.json');
    expect(found.map(({ fields }) => fields.headline)).toEqual(['One', 'Two', 'Three']);
  });

  it('leaves out what has no text, and says so', async () => {
    const picture = '{"uri":"urn:x","type":"picture","versionCreated":"2024-05-01T12:00:00Z","headlines":[{"value":"A"}]}';
    await expect(firstStory(ninjs, utf8(picture), 'x.json')).rejects.toMatchObject({ code: 'unrecognised' });
    const mixed = `[${picture},{"uri":"urn:y","bodies":[{"value":"Text."}]}]`;
    expect((await firstStory(ninjs, utf8(mixed), 'x.json')).warnings).toEqual([expect.stringContaining('1 item')]);
  });

  it.skipIf(schema === null)('is valid against the published schema', async () => {
    const ajv = new Ajv2020({ strict: false });
    (formats as unknown as (to: Ajv2020) => void)(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema ?? '', 'utf8')) as object);
    await fc.assert(
      fc.asyncProperty(generatedExport, async (story) => {
        validate(JSON.parse(new TextDecoder().decode(await writtenBy(ninjsExporter, story))));
        expect(validate.errors ?? []).toEqual([]);
      }),
    );
  });

  it.skipIf(samples.length === 0)('reads the samples of the IPTC, or says that they hold no text', async () => {
    let read = 0;
    for (const { name, bytes } of samples) {
      try {
        expect(chooseImporter(bytes, name).id, name).toBe('ninjs');
        const [story] = await storiesOf(ninjs, bytes, name);
        expect(story?.sourceId, name).not.toBe('');
        expect(story?.fields.headline ?? '', name).not.toBe('');
        const isDated = /"(version|first|content)created"/i.test(new TextDecoder().decode(bytes));
        if (isDated) expect(story?.fields.published, name).toMatch(/^\d{4}-\d{2}-\d{2}T/);
        read += 1;
      } catch (error) {
        expect(error, name).toMatchObject({ code: 'unrecognised' });
      }
    }
    expect(read).toBeGreaterThan(10);
  });
});
