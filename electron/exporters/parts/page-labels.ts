import type { PageLabels } from '../../../core/pages';
import * as m from '../../../core/messages/messages.js';

/** The words that pages print themselves. */
export const pageLabels = (): PageLabels => ({
  by: m.byline_by(),
  published: m.page_published(),
  updated: m.page_updated(),
  retrieved: m.page_retrieved(),
  embargo: m.page_embargo(),
  notes: m.page_notes(),
  endnotes: m.pages_notes(),
  noNotes: m.page_no_notes(),
  paragraph: '¶',
  orphan: m.page_orphan(),
  wholeStory: m.page_whole_story(),
  picture: m.page_picture(),
  links: m.page_links(),
  tags: m.page_tags(),
  archived: m.page_archived(),
  imported: m.page_imported(),
  importedBy: m.page_imported_by(),
  original: m.page_original(),
  unprintable: m.page_unprintable(),
  pageOf: m.page_of({ page: '{page}', total: '{total}' }),
});
