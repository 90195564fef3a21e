import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { ExportContext, Exporter, Stories } from './exporter';
import { fileRecord, originalRecord, packedRecord, storyRecord } from './parts/warc-records';

/** The files that stories came from as a web archive, WARC 1.1 (ISO 28500), each record gzip of its own; see docs/formats/warc.md. */
export const warcExporter: Exporter = {
  id: 'warc',
  label: m.format_warc,
  group: 'keeping',
  uses: [],
  extension: 'warc.gz',
  mediaType: 'application/warc',
  purpose: m.format_warc_purpose,
  keeps: m.format_warc_keeps,
  writeTogether: (stories, context) => archive(stories, context),
};

/** A story whose original is not there is told in its record, and has none beside it. */
async function* archive(stories: Stories, { version, original }: ExportContext): AsyncIterable<Uint8Array> {
  let file = '';
  let originals = 0;
  const written = new Set<string>();
  for await (const story of stories) {
    const { article } = story;
    if (file === '') {
      // Named after the first story, so that the same stories make the same file.
      file = article.uid;
      yield await packedRecord(fileRecord(file, version, m.warc_description()));
    }
    const info = article.original;
    const bytes = info && !written.has(`${info.sha256} ${article.url}`) ? await original(info.sha256) : null;
    if (info && bytes) {
      written.add(`${info.sha256} ${article.url}`);
      originals += 1;
      yield await packedRecord(originalRecord(article, info, bytes));
    }
    yield await packedRecord(storyRecord(story, bytes !== null));
  }
  if (file !== '' && originals === 0) throw new BroadsheetError('not-found', m.error_no_originals());
}
