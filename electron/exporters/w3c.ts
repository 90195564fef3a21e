import * as m from '../../core/messages/messages.js';
import { annotationCollection, annotationCollectionOfMany } from '../../core/web-annotation/writing';
import type { Exporter } from './exporter';

const encoder = new TextEncoder();

/** The annotations alone, as the W3C's model has them. */
export const w3cExporter: Exporter = {
  id: 'w3c',
  label: m.format_web_annotations,
  group: 'notes',
  uses: ['notes', 'annotatedOnly'],
  extension: 'jsonld',
  mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  purpose: m.format_web_annotations_purpose,
  keeps: m.format_web_annotations_keeps,
  async writeStory(story) {
    return { bytes: encoder.encode(`${JSON.stringify(annotationCollection(story), null, 2)}\n`) };
  },
  async *writeTogether(stories) {
    for await (const piece of annotationCollectionOfMany(stories)) yield encoder.encode(piece);
  },
};
