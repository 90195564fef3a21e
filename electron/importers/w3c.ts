import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import { readWebAnnotations, type ForeignAnnotation } from '../../core/web-annotation/reading';
import type { ParsedMarks } from '../../core/importing';
import type { ImportStream, StreamImporter, UnreadableStory } from './importer';

/** Longer files are something else: annotations are read as one. In bytes. */
const MOST_BYTES = 256 * 1_048_576;

/** Annotations alone, for stories that are there already. */
export const w3c: StreamImporter = {
  id: 'w3c',
  label: m.format_web_annotations,
  extensions: ['jsonld', 'json'],
  mediaType: 'application/ld+json',
  keeps: m.format_web_annotations_import_keeps,

  sniff(head, name) {
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('utf8');
    if (!/^\uFEFF?\s*[[{]/.test(text)) return 0;
    if (/"(https?:\/\/www\.w3\.org\/ns\/anno\.jsonld)"/.test(text)) return 0.95;
    return /\.jsonld$/i.test(name) && /"type"\s*:\s*"Annotation/.test(text) ? 0.8 : 0;
  },

  async *readStream({ name, chunks }: ImportStream): AsyncIterable<ParsedMarks | UnreadableStory> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of chunks) {
      length += chunk.byteLength;
      if (length > MOST_BYTES) throw new BroadsheetError('too-large', m.error_annotations_large({ name }));
      pieces.push(Uint8Array.from(chunk));
    }
    const read = readWebAnnotations(new TextDecoder().decode(Buffer.concat(pieces)));
    if (!read) throw new BroadsheetError('unrecognised', m.error_no_web_annotations());
    for (const sentence of read.refused) yield { unreadable: sentence };
    const bySource = new Map<string, ForeignAnnotation[]>();
    read.annotations.forEach((annotation, index) => {
      const source = read.sources[index] ?? '';
      const others = bySource.get(source);
      if (others) others.push(annotation);
      else bySource.set(source, [annotation]);
    });
    for (const [source, annotations] of bySource) yield { marks: { source, annotations } };
  },
};
