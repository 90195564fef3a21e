import type { PageLabels } from '../../../core/exporting';

/** The words that pages print themselves. */
export const PAGE_LABELS: Readonly<PageLabels> = {
  by: 'By',
  published: 'Published',
  updated: 'Updated',
  retrieved: 'Retrieved',
  embargo: 'Embargoed until',
  notes: 'Notes and highlights',
  endnotes: 'Notes',
  noNotes: 'There are no notes or highlights in this story.',
  paragraph: '¶',
  orphan: 'passage no longer in the story',
  wholeStory: 'on the whole story',
  picture: 'Picture',
  archived: 'Archived in Broadsheet as',
  original: 'Original',
  unprintable: 'Printed as □, because no font on this computer has it:',
  pageOf: 'Page {page} of {total}',
};
