/** What could be saved of a damaged archive. */
export interface SalvageReport {
  articles: number;
  annotations: number;
  originals: number;
  /** A sentence for everything that came along but is not as it was saved. */
  damaged: string[];
  /** A sentence for everything lost that is known by name. */
  lost: string[];
  /** Rows that could not be read, or made no sense. */
  lostRows: number;
  /** States, tags, collections, saved searches and settings that came along and differ from their second copy in the file. */
  doubtfulRows: number;
}
