/**
 * The article: one archived story. "Story" in the interface, "article" in code.
 * Field names are the news trade's own (NITF and NewsML-G2 use the same words).
 */

/** What describes a story. A field the source did not give is an empty string, never null. */
export interface ArticleFields {
  headline: string;
  /** The sub-headline below the headline. */
  deck: string;
  /** The short line above the headline. */
  kicker: string;
  /** Who wrote it, without the leading "By". Several names are separated as the source did. */
  byline: string;
  /** The place line that opens the story, such as `NEW YORK`; the body keeps it as well where the source had it there. */
  dateline: string;
  publication: string;
  section: string;
  edition: string;
  /** The newsroom's short working title. */
  slugline: string;
  /** ISO 8601 date-time before which the story must not be published. */
  embargo: string;
  /** Agency or photographer to be credited. */
  creditLine: string;
  /** Copyright and usage terms as printed. */
  rights: string;
  /** The canonical address; absolute, `http:` or `https:`. */
  url: string;
  /** BCP 47 tag such as `en` or `pt-BR`. */
  language: string;
  /** ISO 8601 date (`2018-09-23`) or date-time, as precise as the source was. */
  published: string;
  /** As `published`, for the last correction or update. */
  updated: string;
}

export const EMPTY_FIELDS: Readonly<ArticleFields> = {
  headline: '',
  deck: '',
  kicker: '',
  byline: '',
  dateline: '',
  publication: '',
  section: '',
  edition: '',
  slugline: '',
  embargo: '',
  creditLine: '',
  rights: '',
  url: '',
  language: '',
  published: '',
  updated: '',
};

/** Every name in {@link ArticleFields}, in the order people read them. */
export const FIELD_NAMES = Object.keys(EMPTY_FIELDS) as readonly (keyof ArticleFields)[];

/** The bytes a story was imported from. */
export interface OriginalInfo {
  /** Lower-case hexadecimal SHA-256 of the uncompressed bytes. */
  sha256: string;
  fileName: string;
  /** Such as `text/plain` or `text/html`. */
  mediaType: string;
  /** Uncompressed size in bytes. */
  byteLength: number;
}

/** Bytes as they are kept: gzip of one member (RFC 1952), or as they are. */
export interface PackedBytes {
  encoding: 'gzip' | 'identity';
  bytes: Uint8Array;
}

/** One line of a story list. */
export interface ArticleSummary {
  uid: string;
  headline: string;
  byline: string;
  publication: string;
  published: string;
  language: string;
  /** The story's first words, at most {@link EXCERPT_LENGTH} characters. */
  excerpt: string;
  wordCount: number;
  tags: string[];
  /** Highlights that are not deleted. */
  annotationCount: number;
  /** ISO 8601, UTC. */
  importedAt: string;
  /** As {@link StoryState} has them. */
  readAt: string;
  starredAt: string;
  trashedAt: string;
}

export interface Article extends ArticleFields {
  /** ULID; never reused, safe in file names and addresses. */
  uid: string;
  /** The story's identifier in the collection it came from, or an empty string. */
  sourceId: string;
  /** Canonical story HTML; see `core/story.ts`. Safe to show as it is. */
  html: string;
  /** The text of `html`: paragraphs separated by one blank line. Annotations count in its UTF-16 units. */
  text: string;
  /** SHA-256 of `text`, hexadecimal. */
  textHash: string;
  excerpt: string;
  wordCount: number;
  tags: string[];
  /** When the bytes were captured, ISO 8601; the file's own time where the source says nothing. */
  retrieved: string;
  /** ISO 8601, UTC. */
  importedAt: string;
  /** The importer's id, such as `print-page`. */
  importFormat: string;
  /** When a person last changed fields or text, ISO 8601, UTC; empty when never. */
  editedAt: string;
  original: OriginalInfo | null;
}

/** An article without its text. */
export type ArticleHead = Omit<Article, 'html' | 'text'>;

export const EXCERPT_LENGTH = 240;
