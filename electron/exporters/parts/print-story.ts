import type { ExportStory } from '../../../core/exporting';
import { DEFAULT_LOOK, type PageDocument, type PageLook } from '../../../core/pages';
import type { ExportContext } from '../exporter';
import { readDesign } from './page-designs';
import { pageSetting, storyPages } from './page-story';
import { typeset, type PageTemplate } from './press';

/** One story, or its notes, as a PDF. */
export async function printStory(template: PageTemplate, story: ExportStory, context: ExportContext): Promise<Uint8Array> {
  const { page, choice, meanings, original, importerName } = context;
  const look = lookFor(template, page.look ?? DEFAULT_LOOK);
  const options = { ...page, look };
  const { article } = story;
  const { story: pages, files } = storyPages(story, options, {
    importedBy: look.provenance ? await importerName(article.importFormat) : undefined,
    original: look.standard === 'a-3a' && article.original ? await original(article.original.sha256) : null,
    inGivenOrder: template === 'notes' && choice.notes.order !== 'place',
  });
  const document: PageDocument = { ...pageSetting(options, meanings), story: pages };
  return typeset({ template: look.design === '' ? template : await readDesign(look.design), document, files });
}

/** The notes' pages are the notes: none is left out for the story's pages' sake, and a design is of the story's pages. */
function lookFor(template: PageTemplate, look: PageLook): PageLook {
  if (template === 'story') return look;
  return { ...look, design: '', columns: 'one', clean: false, highlights: true, notes: 'endnotes', links: false };
}
