import type { Article } from './article';
import type { PlacedAnnotation } from './annotation';

/** What an exporter is given: the story, its annotations in the order of the text, and where the archive put them. */
export interface ExportStory {
  article: Article;
  annotations: PlacedAnnotation[];
}

/** What came of writing many stories. */
export interface ManyWritten {
  /** Of the file or folder; empty when cancelled. */
  path: string;
  stories: number;
  /** Stories that could not be written, each with its reason as a sentence. */
  failed: { uid: string; headline: string; reason: string }[];
}
