/** Size: bytes on disk for each byte of text, for an archive (text, fields and index) and for bare FTS5 with its text. */
import Database from 'better-sqlite3';
import { archiveOf, bareOf, sizeOf } from './archives.mjs';
import { CORPUS_OPTIONS, corpusOf, described } from './corpora.mjs';
import { optionsOf, printTable } from './support.mjs';

/** The bytes of every table and index of a database, largest first. */
function partsOf(file) {
  const db = new Database(file, { readonly: true });
  const parts = db.prepare('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC').all();
  db.close();
  return parts;
}

const corpus = await corpusOf(optionsOf('bytes on disk for each byte of text, beside bare FTS5.', CORPUS_OPTIONS));
const file = await archiveOf(corpus);
const archive = sizeOf(file);
const bare = sizeOf(await bareOf(corpus));
const row = (name, bytes) => [name, bytes / 1e6, bytes / corpus.textBytes, bytes / bare];
printTable(`On disk: ${described(corpus)}`, [
  ['', 'MB', 'times the text', 'times bare FTS5'],
  row('archive', archive),
  row('bare FTS5 with its text', bare),
]);
const parts = partsOf(file).filter(({ bytes }) => bytes > archive / 200);
printTable('What the archive is made of, from half a per cent up', [
  ['table or index', 'MB', 'times the text'],
  ...parts.map(({ name, bytes }) => [name, bytes / 1e6, bytes / corpus.textBytes]),
]);
