import { Sketch, sketchOf } from '../../../core/near-duplicates';
import type { NewArticle } from '../../store';
import type { WritableDb } from '../handle';
import { IndexWriter, MOST_WAITING } from '../index/index-writer';
import { settleAllAnnotations } from '../orphans';
import { clearBlocks } from '../index/segment-table';
import { loadAnnotationDocuments } from './annotation-document';
import { articleDocument, loadArticleDocuments, numberOf, readColumns } from './article-document';
import { Columns, ColumnsWriter, FLAGS, minutesOf, type ColumnValues } from './columns';

/** Stories taken in at a step: a fraction of a second, for which an edit may have to wait. */
const AT_ONCE = 500;

/**
 * Keeps what search needs in step with the tables, inside the same units of work. Whoever writes a story, its state or an
 * annotation says so here.
 */
export class Indexing {
  private readonly articles: IndexWriter;
  private readonly annotations: IndexWriter;
  private readonly columns = new ColumnsWriter();
  private readonly stale = new Set<number>();
  /** Numbers of names met lately. */
  private readonly numbers = new Map<string, number>();
  private seen = -1;

  constructor(private readonly db: WritableDb) {
    this.articles = new IndexWriter(db, 'articles', loadArticleDocuments);
    this.annotations = new IndexWriter(db, 'annotations', loadAnnotationDocuments);
  }

  /**
   * A new story. Its tags are written already.
   * @returns the sketch of its text, by which near-identical ones are recognised
   */
  articleAdded(id: number, article: NewArticle, tags: readonly number[]): Sketch {
    const sketch = new Sketch();
    const scanned = this.articles.add(articleDocument(id, article), (hash) => sketch.add(hash));
    this.columns.set(id, {
      published: minutesOf(article.published),
      imported: minutesOf(article.importedAt),
      publication: this.numberOf('publications', article.publication),
      language: this.numberOf('languages', article.language),
      flags:
        FLAGS.present |
        (article.url === '' ? 0 : FLAGS.url) |
        (article.original === null ? 0 : FLAGS.original) |
        (article.html?.includes('<img ') === true ? FLAGS.image : 0),
      tags,
    });
    return scanned ? sketch : sketchOf(article.text);
  }

  /** A story's words, values or tags changed, or the story is gone. */
  articleChanged(id: number): void {
    this.articles.touch(id);
    this.stale.add(id);
  }

  /** Only values changed that are no words of the story: its state, its annotations. */
  valuesChanged(id: number): void {
    this.stale.add(id);
  }

  annotationChanged(id: number, articleId: number): void {
    this.annotations.touch(id);
    this.stale.add(articleId);
  }

  /** Called when a unit of work begins: another process may have written in between. */
  begin(): void {
    const version = this.db.pragma('data_version', { simple: true }) as number;
    if (version !== this.seen) this.forget();
    this.seen = version;
  }

  /**
   * Called before a unit of work is committed.
   * @param bulk many units follow: words may collect before they enter the index
   */
  beforeCommit(bulk: boolean): void {
    for (const id of this.stale) this.columns.set(id, this.read(id));
    this.stale.clear();
    this.columns.save(this.db);
    this.articles.beforeCommit(bulk);
    this.annotations.beforeCommit(bulk);
  }

  /** A unit of work was undone. */
  forget(): void {
    this.stale.clear();
    this.numbers.clear();
    this.columns.forget();
    this.articles.forget();
    this.annotations.forget();
  }

  /**
   * Marks everything to be taken in again by {@link takeIn}. Index and columns stay until they are written anew, so that searches,
   * lists and filters find everything meanwhile; only what is of stories that are not there goes. Lost passages are looked for again at once.
   */
  restart(): void {
    this.forget();
    const ids = (sql: string) => this.db.prepare<[], number>(sql).pluck().all();
    const stories = ids('SELECT id FROM articles ORDER BY id');
    const known = new Set(stories);
    this.readableColumns().flags.forEach((flags, id) => {
      if (flags !== 0 && !known.has(id)) this.columns.set(id, null);
    });
    this.columns.save(this.db);
    settleAllAnnotations(this.db);
    this.articles.restart(stories);
    this.annotations.restart(ids('SELECT id FROM annotations WHERE removed_at IS NULL ORDER BY id'));
  }

  /** The columns as they are; where damage makes them unreadable they are emptied, and only what is taken in is listed meanwhile. */
  private readableColumns(): Columns {
    const columns = new Columns();
    try {
      columns.refresh(this.db);
      return columns;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.db.exec('DELETE FROM article_columns');
      return new Columns();
    }
  }

  /** Documents that wait to enter the index. */
  waiting(): number {
    return this.db.prepare<[], number>('SELECT count(*) FROM index_pending').pluck().get() ?? 0;
  }

  /**
   * Takes in what waits, columns included: everything, or only so many stories.
   * @returns how many stories were taken in
   */
  takeIn(most = Infinity): number {
    const stories = this.db
      .prepare<[number], number>(`SELECT document FROM index_pending WHERE space = 'articles' ORDER BY document LIMIT ?`)
      .pluck()
      .all(most === Infinity ? -1 : most);
    for (const id of stories) this.columns.set(id, this.read(id));
    this.columns.save(this.db);
    this.articles.flush(most);
    if (stories.length < most) this.annotations.flush();
    return stories.length;
  }

  /**
   * A step of work on the index that nobody waits for: takes in what waits, clears away what no segment needs any more, and merges segments.
   * @param budget milliseconds after which the step ends, about
   * @returns whether there is more to do
   */
  tidy(budget: number): boolean {
    const end = performance.now() + budget;
    const mayGoOn = () => performance.now() < end;
    if (this.waiting() > MOST_WAITING) {
      this.takeIn(AT_ONCE);
      return true;
    }
    const making = [this.articles.making, this.annotations.making].filter((segment) => segment !== null);
    if (!clearBlocks(this.db, making, mayGoOn)) return true;
    return this.articles.tidy(mayGoOn) || this.annotations.tidy(mayGoOn);
  }

  private read(id: number): ColumnValues | null {
    return readColumns(this.db, id, (table, name) => this.numberOf(table, name));
  }

  private numberOf(table: 'publications' | 'languages', name: string): number {
    const key = `${table}:${name}`;
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = numberOf(this.db, table, name)));
    return number;
  }
}

const indexings = new WeakMap<WritableDb, Indexing>();

/** The indexing of a connection. */
export function indexingOf(db: WritableDb): Indexing {
  let indexing = indexings.get(db);
  if (!indexing) indexings.set(db, (indexing = new Indexing(db)));
  return indexing;
}
