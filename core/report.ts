/** What an edit of many things did, in numbers. */

/** What renaming, merging or deleting a tag touched. */
export interface TagChange {
  /** Tags that were changed, those nested below included. */
  tags: number;
  /** Stories and highlights that carried them. */
  carriers: number;
}

/** What a merge of stories brought together. */
export interface MergeReport {
  /** The uid of the story that was kept. */
  kept: string;
  /** Stories that went to the trash. */
  merged: number;
  /** Highlights that moved to the story kept. */
  annotations: number;
  /** Those of them whose passage does not stand in it; they are kept, and listed beside the story. */
  orphans: number;
}

/** What became of annotations that came from a file. */
export interface TakenReport {
  added: number;
  /** Those of them whose passage the story does not hold; they are kept. */
  orphaned: number;
  /** Those that the story had already. */
  present: number;
  /** Those that cannot be taken, one sentence each. */
  refused: string[];
}
