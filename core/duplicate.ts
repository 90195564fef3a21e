/** How two stories were recognised as the same: by their address, by the bytes they came from, by what they say. */
export type DuplicateReason = 'address' | 'original' | 'text';

/** What tells the stories of a group apart. */
export interface DuplicateStory {
  uid: string;
  headline: string;
  publication: string;
  published: string;
  url: string;
  wordCount: number;
  importedAt: string;
}

/** Stories that seem to be one. */
export interface DuplicateGroup {
  reason: DuplicateReason;
  /** For `text`, how much of the wording the least alike two share, in whole percent; otherwise 100. */
  similarity: number;
  /** The earliest import first. */
  stories: DuplicateStory[];
}
