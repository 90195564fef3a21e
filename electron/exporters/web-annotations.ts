import * as m from '../../core/messages/messages.js';
import { annotationCollection } from '../../core/web-annotation/writing';
import type { Exporter } from './exporter';

/** The annotations alone, as the W3C's model has them. */
export const webAnnotationsExporter: Exporter = {
  id: 'web-annotations',
  label: m.format_web_annotations,
  group: 'keeping',
  uses: ['notes', 'annotatedOnly'],
  extension: 'jsonld',
  mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  purpose: m.format_web_annotations_purpose,
  keeps: m.format_web_annotations_keeps,
  async writeStory(story) {
    return { bytes: new TextEncoder().encode(`${JSON.stringify(annotationCollection(story), null, 2)}\n`) };
  },
};
