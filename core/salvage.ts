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
}
