/** Size: bytes on disk for each byte of text, for an archive (text, fields and index) and for bare FTS5 with its text. */
import { archiveOf, bareOf, sizeOf } from './archives.mjs';
import { CORPUS_OPTIONS, corpusOf, described } from './corpora.mjs';
import { optionsOf, printTable } from './support.mjs';

const corpus = await corpusOf(optionsOf('bytes on disk for each byte of text, beside bare FTS5.', CORPUS_OPTIONS));
const archive = sizeOf(await archiveOf(corpus));
const bare = sizeOf(await bareOf(corpus));
const row = (name, bytes) => [name, bytes / 1e6, bytes / corpus.textBytes, bytes / bare];
printTable(`On disk: ${described(corpus)}`, [
  ['', 'MB', 'times the text', 'times bare FTS5'],
  row('archive', archive),
  row('bare FTS5 with its text', bare),
]);
