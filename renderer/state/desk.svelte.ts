import { createContext } from 'svelte';
import { quotation } from '../reading/citation';
import { call, on } from '../api';
import * as m from '../../core/messages/messages.js';
import type { CallOutput, CommandId, Events, Scope } from '../../core/contract';
import { BroadsheetError } from '../../core/reply';
import { formatDate, formatNumber } from '../format';
import { Importing } from './importing.svelte';
import { Jobs } from './jobs.svelte';
import { Library } from './library.svelte';
import { Reading } from './reading.svelte';
import { Safety } from './safety.svelte';
import { Settings } from './settings.svelte';
import { Stories } from './stories.svelte';
import { Toasts } from './toasts.svelte';

/** Everything on the reader's desk: the window's state, and the verbs that touch more than one part of it. */
export class Desk {
  readonly settings = new Settings();
  readonly toasts = new Toasts();
  readonly library = new Library();
  readonly stories = new Stories();
  readonly reading = new Reading();
  readonly importing = new Importing();
  readonly jobs = new Jobs();
  readonly safety = new Safety();
  /** What a story can be saved as. */
  exportFormats = $state.raw<CallOutput<'export.formats'>>([]);
  /** What is in the search field. */
  query = $state('');
  shortcutsShown = $state(false);
  /** Grows each time the search field is asked for. */
  searchCalls = $state(0);

  /** Reads the archive and listens to the app. @returns stops listening */
  start(): () => void {
    void this.attempt(async () => {
      await Promise.all([this.stories.refresh(), this.library.load()]);
      await this.openFirst();
      this.exportFormats = await call('export.formats', {});
      await this.jobs.load();
    });
    const stops = [
      on('archive.changed', (changed) => void this.attempt(() => this.reload(changed))),
      on('job.progress', (progress) => {
        this.importing.advance(progress);
        this.jobs.advance(progress);
      }),
      on('backup.taken', (taken) => void this.attempt(() => this.noteBackup(taken))),
      on('import.offered', ({ paths }) => void this.importing.offer(paths.map((path) => ({ kind: 'path', path })))),
      on('command', ({ id }) => this.run(id)),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Does something that may fail, and says so if it does. */
  async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.toasts.failed(error);
    }
  }

  /** Searches for what is in the field. Its last word may always be a beginning, until a space ends it. */
  async search(): Promise<void> {
    await this.stories.show({ query: this.query, scope: this.library.scope });
    this.reading.seek(this.stories.request.query);
    if (this.reading.uid === '') await this.openFirst();
  }

  /** Puts a query into the field and searches for it. */
  ask(query: string): Promise<void> {
    this.query = query;
    return this.search();
  }

  choose(scope: Scope): Promise<void> {
    this.library.choose(scope);
    return this.search();
  }

  /** Puts the first story of the list on the desk when there is none. */
  async openFirst(): Promise<void> {
    const first = this.stories.row(0);
    if (this.reading.uid === '' && first) await this.reading.open(first.uid);
  }

  /** A backup that could not be made must not go unnoticed; one that was needs no word. */
  private async noteBackup({ failure }: Events['backup.taken']): Promise<void> {
    if (failure !== '') this.toasts.failed(new BroadsheetError('internal', m.safety_failed({ reason: failure })));
    if (this.safety.shown) await this.safety.load();
  }

  private async reload(changed: { articles: boolean; annotations: boolean }): Promise<void> {
    await Promise.all([this.library.load(), this.stories.refresh(), changed.annotations ? this.reading.refresh() : null]);
    await this.openFirst();
  }

  /** Carries out a command of the menu or the keyboard. */
  run(id: CommandId): void {
    void this.attempt(() => this.commands[id]());
  }

  private readonly commands: Record<CommandId, () => Promise<void>> = {
    'import-files': () => this.chooseImport('files'),
    'import-folder': () => this.chooseImport('folder'),
    'import-clipboard': async () => this.offerText((await call('import.clipboard', {})).text),
    find: async () => void (this.searchCalls += 1),
    'save-pdf': () => this.save('pdf'),
    'save-notes-pdf': () => this.save('notes-pdf'),
    'save-markdown': () => this.save('markdown'),
    'save-archive': () => this.saveArchive(),
    print: () => this.print(),
    safety: () => this.safety.open(),
    theme: async () => this.settings.nextTheme(),
  };

  private async chooseImport(kind: 'files' | 'folder'): Promise<void> {
    const { paths } = await call('import.choose', { kind });
    await this.importing.offer(paths.map((path) => ({ kind: 'path', path })));
  }

  /** Offers pasted text for import. */
  async offerText(text: string): Promise<void> {
    if (text.trim() === '') this.toasts.done(m.import_clipboard_empty());
    else await this.importing.offer([{ kind: 'text', text, name: m.import_clipboard_name() }]);
  }

  /** Saves the open story in a format, asking where to. */
  async save(to: string): Promise<void> {
    const { uid } = this.reading;
    if (uid === '') {
      this.toasts.done(m.reader_nothing_open());
      return;
    }
    const { path } = await call('export.save', { uid, to });
    if (path !== '') this.toasts.done(m.export_done({ path }));
  }

  /** Saves every story into one file that can be imported again. */
  private async saveArchive(): Promise<void> {
    const { path, stories } = await call('export.save-archive', { to: 'jsonl' });
    if (path !== '') this.toasts.done(m.export_archive_done({ path, count: stories, number: formatNumber(stories) }));
  }

  async print(): Promise<void> {
    const { uid } = this.reading;
    if (uid === '') {
      this.toasts.done(m.reader_nothing_open());
      return;
    }
    await call('print.story', { uid });
  }

  /** Copies a passage of the open story with its source. */
  async quote(start: number, end: number): Promise<void> {
    const { article } = this.reading;
    if (!article) return;
    await call('app.copy', { text: quotation(article.text.slice(start, end), article, formatDate(article.published, 'long')) });
    this.toasts.done(m.quote_copied());
  }

  /** Takes a highlight away, and offers to bring it back. */
  async removeAnnotation(uid: string): Promise<void> {
    await this.reading.remove(uid);
    const undo = () => void this.attempt(() => this.reading.restore(uid));
    this.toasts.done(m.annotation_removed(), { label: m.undo(), run: undo });
  }
}

/** The desk of the window a component stands in. */
export const [useDesk, provideDesk] = createContext<Desk>();
