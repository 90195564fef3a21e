import { Marker, type Wanted } from '../../../core/marking';
import { markMatches, snippetOf } from '../../../core/snippet';
import type { BareHit, SearchHit } from '../../../core/library';
import type { Statement } from 'better-sqlite3';
import type { ReadableDb } from '../handle';

/** Characters of a story that a snippet is looked for in; deeper places are shown when the story is opened. */
const SEARCHED_TEXT = 200_000;

interface HitRow {
  uid: string;
  source_id: string;
  headline: string;
  byline: string;
  publication: string;
  published: string;
  language: string;
  text: string;
  annotation_count: number;
  read_at: string | null;
  starred_at: string | null;
  trashed_at: string | null;
}

/** Reads what a list of hits shows. */
export class Hits {
  private readonly row: Statement<[number], HitRow>;
  private readonly bareRow: Statement<[number], { uid: string; source_id: string }>;
  private readonly tags: Statement<[number], string>;

  constructor(db: ReadableDb) {
    this.row = db.prepare<[number], HitRow>(
      `SELECT uid, source_id, headline, byline, publication, published, language, substr(text, 1, ${SEARCHED_TEXT}) AS text,
        (SELECT count(*) FROM annotations WHERE article_id = articles.id AND removed_at IS NULL) AS annotation_count,
        read_at, starred_at, trashed_at
       FROM articles LEFT JOIN article_state ON article_state.article_id = articles.id WHERE id = ?`,
    );
    this.bareRow = db.prepare<[number], { uid: string; source_id: string }>('SELECT uid, source_id FROM articles WHERE id = ?');
    this.tags = db
      .prepare<[number], string>('SELECT name FROM article_tags JOIN tags ON tags.id = tag_id WHERE article_id = ? ORDER BY position')
      .pluck();
  }

  bare(ids: Int32Array, scoreOf: (id: number) => number): BareHit[] {
    const hits: BareHit[] = [];
    for (const id of ids) {
      const row = this.bareRow.get(id);
      if (row) hits.push({ uid: row.uid, sourceId: row.source_id, score: scoreOf(id) });
    }
    return hits;
  }

  read(ids: Int32Array, scoreOf: (id: number) => number, wanted: readonly Wanted[]): SearchHit[] {
    const markers = new Map<string, Marker>();
    const hits: SearchHit[] = [];
    for (const id of ids) {
      const row = this.row.get(id);
      if (!row) continue;
      let marker = markers.get(row.language);
      if (!marker) markers.set(row.language, (marker = new Marker(wanted, row.language)));
      hits.push({
        uid: row.uid,
        sourceId: row.source_id,
        headline: markMatches(row.headline, marker.matches(row.headline)),
        byline: row.byline,
        published: row.published,
        publication: row.publication,
        language: row.language,
        tags: this.tags.all(id),
        annotationCount: row.annotation_count,
        readAt: row.read_at ?? '',
        starredAt: row.starred_at ?? '',
        trashedAt: row.trashed_at ?? '',
        score: scoreOf(id),
        snippet: snippetOf(row.text, marker.firstMatches(row.text)),
      });
    }
    return hits;
  }
}
