import { createContext, tick } from 'svelte';
import { storyInAddress } from '../address';
import { call, on } from '../api';
import * as m from '../../core/messages/messages.js';
import type { Passage } from '../../core/annotation';
import type { ListedAnnotation } from '../../core/annotation-list';
import type { Clipped, ClippingForm } from '../../core/clipping';
import type { CommandId } from '../../core/commands';
import type { ExportChoice } from '../../core/exporting';
import type { PageChoice } from '../../core/pages';
import type { CallOutput, Events, Scope } from '../../core/contract';
import { editSentence } from '../../core/edit-sentence';
import { BroadsheetError } from '../../core/reply';
import type { LinkedStory } from '../../core/story-link';
import { RUN } from '../commands';
import { formatNumber } from '../format';
import { locale } from '../language';
import { isField } from '../keys';
import { Asking } from '../library/choosing.svelte';
import { Filing } from '../library/filing.svelte';
import { Habits, kindOf } from '../library/habits.svelte';
import { Exporting } from '../exports/exporting.svelte';
import type { Meant } from '../exports/meant';
import { FacetPanel } from '../search/facets.svelte';
import { painted } from '../search/painted';
import { QueryField } from '../search/query-field.svelte';
import { Shelving } from '../library/shelving.svelte';
import { Copying } from './copying.svelte';
import { Importing, type Sources } from './importing.svelte';
import { Jobs } from './jobs.svelte';
import { Library } from './library.svelte';
import { Look } from './look.svelte';
import { Meanings } from './meanings.svelte';
import { Notes } from '../notes/notes.svelte';
import { Pages } from '../pages/pages.svelte';
import { Printing } from '../pages/printing.svelte';
import { Reading, type Tab } from './reading.svelte';
import { Safety } from './safety.svelte';
import { Settings } from './settings.svelte';
import { Stories, type ListRequest } from './stories.svelte';
import { Toasts } from './toasts.svelte';

/** What fills the window beside the library's sidebar. */
export type Room = 'library' | 'notes' | 'import' | 'export' | 'print' | 'health' | 'settings';

/** The pane that is to be seen where there is room for one only. */
export type Pane = 'sidebar' | 'list' | 'reader';

/** Everything on the reader's desk: the window's state, and the verbs that touch more than one part of it. */
export class Desk {
  readonly settings = new Settings();
  readonly look = new Look();
  readonly toasts = new Toasts();
  readonly library = new Library();
  readonly stories = new Stories();
  readonly reading = new Reading();
  readonly importing = new Importing();
  readonly habits = new Habits();
  readonly asking = new Asking();
  readonly filing = new Filing(this);
  readonly exporting = new Exporting();
  readonly copying = new Copying();
  readonly pages = new Pages();
  readonly printing = new Printing(this);
  readonly shelving = new Shelving(this);
  readonly notes = new Notes();
  readonly meanings = new Meanings();
  readonly jobs = new Jobs();
  readonly safety = new Safety();
  /** What a story can be saved as. */
  exportFormats = $state.raw<CallOutput<'export.formats'>>([]);
  /** What is in the search field. */
  readonly field = new QueryField();
  readonly facets = new FacetPanel();
  shortcutsShown = $state(false);
  paletteShown = $state(false);
  #room = $state.raw<Room>('library');
  /** In a narrow window. */
  pane = $state.raw<Pane>('list');
  /** Grows each time the search field is asked for. */
  searchCalls = $state(0);

  /** Reads the archive and listens to the app. @returns stops listening */
  start(): () => void {
    void this.attempt(async () => {
      const named = this.openNamed();
      await Promise.all([named, this.stories.show(this.#list), this.library.load()]);
      await this.openFirst();
      this.exportFormats = await call('export.formats', {});
      await Promise.all([this.jobs.load(), this.safety.load(), this.meanings.load()]);
    });
    const stops = [
      on('archive.changed', (changed) => void this.attempt(() => this.reload(changed))),
      on('job.progress', (progress) => {
        this.importing.advance(progress);
        this.jobs.advance(progress);
      }),
      on('backup.taken', (taken) => void this.attempt(() => this.noteBackup(taken))),
      on('import.offered', ({ paths }) => void this.offerImport(paths.map((path) => ({ kind: 'path', path })))),
      on('story.open', (story) => void this.attempt(() => this.openLinked(story))),
      on('open.refused', ({ message }) => this.toasts.failed(new BroadsheetError('not-found', message))),
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

  /** The query in the search field, in plain text. */
  get query(): string {
    return this.field.query;
  }

  set query(query: string) {
    this.field.query = query;
  }

  /** Searches for what is in the field. Its last word may always be a beginning, until a space ends it. */
  async search(): Promise<void> {
    await this.stories.show(this.#list);
    // The open story is marked when the list is on the screen: results come first.
    await painted();
    this.reading.seek(this.stories.request.query);
    if (this.reading.uid === '') await this.openFirst();
  }

  /** What the list is to show, in the order that the person likes such a list in. */
  get #list(): ListRequest {
    const list = { query: this.query, scope: this.library.scope };
    const order = this.habits.orderOf(kindOf(list));
    return order === 'own' ? list : { ...list, sort: order };
  }

  /** Puts a query into the field and searches for it. */
  ask(query: string): Promise<void> {
    this.query = query;
    return this.search();
  }

  /** Puts a query into the field and searches the whole archive for it. */
  askEverywhere(query: string): Promise<void> {
    this.query = query;
    return this.choose({ kind: 'all' });
  }

  choose(scope: Scope): Promise<void> {
    this.go('library');
    this.pane = 'list';
    this.library.choose(scope);
    return this.search();
  }

  /** Puts the first story of the list on the desk when there is none. */
  async openFirst(): Promise<void> {
    const first = this.stories.row(0);
    if (this.reading.uid === '' && first) await this.reading.open(first.uid);
  }

  /** Opens the story that the window was opened on. */
  private async openNamed(): Promise<void> {
    const uid = storyInAddress();
    if (uid !== '') await this.reading.open(uid);
  }

  /** Shows the story that a link leads to, and the annotation if it names one. */
  openLinked({ uid, annotation }: LinkedStory): Promise<void> {
    return this.openNote({ articleUid: uid, uid: annotation });
  }

  /** A backup that could not be made must not go unnoticed; one that was needs no word. */
  private async noteBackup({ failure }: Events['backup.taken']): Promise<void> {
    if (failure !== '') this.toasts.failed(new BroadsheetError('internal', m.safety_failed({ reason: failure })));
    await this.safety.load();
  }

  private async reload({ annotations }: Events['archive.changed']): Promise<void> {
    const { scope } = this.library;
    const listed = this.room === 'notes' ? this.notes.refresh() : null;
    await Promise.all([
      this.library.load(),
      this.stories.refresh(),
      this.reading.refresh(),
      annotations ? this.meanings.load() : null,
      listed,
    ]);
    // What was shown may be gone.
    if (this.library.scope !== scope) await this.search();
    await this.openFirst();
  }

  get room(): Room {
    return this.#room;
  }

  /** Carries out a command of the menu, the palette or the keyboard. */
  run(id: CommandId): void {
    void this.attempt(async () => RUN[id](this));
  }

  go(room: Room): void {
    // The note in hand is kept and laid down, and no passage waits for a key that is meant for something else.
    if (room !== 'library') {
      this.reading.activate('');
      this.reading.selection = null;
    }
    this.#room = room;
    if (this.pane === 'sidebar') this.pane = 'list';
  }

  find(): void {
    this.go('library');
    this.pane = 'list';
    this.searchCalls += 1;
  }

  /** Looks at the open story's text, its original or its details. */
  showTab(tab: Tab): void {
    this.go('library');
    this.pane = 'reader';
    this.reading.tab = tab;
  }

  /** Opens the field for words of the open story; what is selected in it is looked for at once. */
  findInStory(): void {
    if (this.reading.uid === '') return;
    this.showTab('story');
    this.reading.finding.open(this.reading.selectedText.split('\n')[0]);
  }

  /** Reads the open story aloud from the selected passage or the first line in view on, or stops. */
  async readAloud(): Promise<void> {
    const { article, aloud, selection, progress } = this.reading;
    if (!article) return;
    this.showTab('story');
    if (aloud.status !== 'off') aloud.stop();
    else if (!(await aloud.start(article, selection?.start ?? progress.position))) {
      const language = article.language && new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(article.language);
      this.toasts.done(language ? m.aloud_no_voice_for({ language }) : m.aloud_no_voices());
    }
  }

  stepFound(by: 1 | -1): void {
    if (this.reading.uid === '') return;
    this.showTab('story');
    this.reading.finding.step(by, this.reading.progress.position);
  }

  /** Asks under which name the search in the field is to be kept. */
  saveSearch(): void {
    if (this.query.trim() === '') this.toasts.done(m.search_save_nothing());
    else this.field.isNaming = true;
  }

  /** Shows by what the list can be narrowed. */
  openFilter(): void {
    this.go('library');
    this.pane = 'list';
    this.facets.isOpen = true;
  }

  /** Goes to the next or the previous place that was found, beyond a story's last into the next story of the list. */
  async stepHit(by: 1 | -1): Promise<void> {
    const { reading, stories } = this;
    if (reading.step(by)) return;
    const at = stories.indexOf(reading.uid);
    const row = stories.request.query.trim() === '' || at < 0 ? undefined : await stories.ensure(at + by);
    if (!row) {
      this.toasts.done(by > 0 ? m.hit_last() : m.hit_first());
      return;
    }
    await reading.open(row.uid);
    reading.step(by);
    this.toasts.done(m.hit_in_next({ headline: reading.article?.headline ?? '' }));
  }

  /** Shows or hides the sidebar; in a narrow window, where it takes the place of the list, it comes and goes as well. */
  toggleSidebar(): void {
    this.settings.sidebarShown = !this.settings.sidebarShown;
    this.pane = this.settings.sidebarShown ? 'sidebar' : 'list';
  }

  /** Takes the keyboard into the open story. */
  focusReader(): void {
    this.pane = 'reader';
    // The pane that holds the story's text takes the keyboard, for scrolling and the caret.
    void tick().then(() => document.querySelector<HTMLElement>('main [tabindex="0"]:has(article)')?.focus());
  }

  /** Opens the story below or above the open one in the list. */
  async openBeside(by: 1 | -1): Promise<void> {
    const index = Math.max(0, Math.min(this.stories.total - 1, this.stories.indexOf(this.reading.uid) + by));
    const row = await this.stories.ensure(index);
    if (row) await this.reading.open(row.uid);
  }

  /** Says that an edit was made, and offers to take it back. */
  edited(text: string): void {
    this.toasts.done(text, { label: m.undo(), run: () => this.run('undo') });
  }

  /** Takes the newest edit back. In a field that is typed in, what was typed. */
  async undo(): Promise<void> {
    if (isField(document.activeElement)) {
      document.execCommand('undo');
      return;
    }
    const { undo } = await call('history.peek', {});
    if (!undo) {
      this.toasts.done(m.nothing_to_undo());
      return;
    }
    const { label } = await call('history.undo', {});
    const redo = { label: m.redo(), run: () => this.run('redo') };
    this.toasts.done(m.undone({ what: editSentence(label, formatNumber) }), redo);
  }

  /** Does again what was undone last. */
  async redo(): Promise<void> {
    if (isField(document.activeElement)) {
      document.execCommand('redo');
      return;
    }
    const { redo } = await call('history.peek', {});
    if (!redo) {
      this.toasts.done(m.nothing_to_redo());
      return;
    }
    const { label } = await call('history.redo', {});
    this.edited(m.redone({ what: editSentence(label, formatNumber) }));
  }

  async chooseImport(kind: 'files' | 'folder'): Promise<void> {
    const { paths } = await call('import.choose', { kind });
    await this.offerImport(paths.map((path) => ({ kind: 'path', path })));
  }

  async importClipboard(): Promise<void> {
    await this.offerText((await call('import.clipboard', {})).text);
  }

  /** Offers pasted text for import. */
  async offerText(text: string): Promise<void> {
    if (text.trim() === '') this.toasts.done(m.import_clipboard_empty());
    else await this.offerImport([{ kind: 'text', text, name: m.import_clipboard_name() }]);
  }

  /** Shows what would come of importing these. An import under way is shown instead. */
  async offerImport(sources: Sources): Promise<void> {
    if (sources.length === 0) return;
    this.go('import');
    await this.importing.offer(sources);
  }

  /** Imports what was looked at. Whoever reads elsewhere meanwhile is told of its end. */
  async runImport(): Promise<void> {
    const report = await this.importing.run();
    if (!report) return;
    const first = report.results.find(({ status }) => status === 'imported');
    if (this.room === 'import') {
      if (first) await this.reading.open(first.uid);
      return;
    }
    const count = report.summary.imported;
    const show = { label: m.import_show_report(), run: () => this.go('import') };
    this.toasts.done(m.import_imported({ count, number: formatNumber(count) }), show);
  }

  /** Goes back to the stories, done with the import. */
  leaveImport(): void {
    this.importing.close();
    this.go('library');
  }

  /** Says where a file was saved, and offers to show it there. */
  saved(path: string): void {
    const reveal = () => void this.attempt(() => call('app.reveal', { path }));
    this.toasts.done(m.export_done({ path }), { label: m.settings_place_show(), run: reveal });
  }

  /** What was chosen about a format, and the citation style of the whole app. */
  choiceFor(format: string): ExportChoice {
    return { ...this.exporting.choiceFor(format), style: this.copying.style };
  }

  /** Saves the open story in a format, asking where to; as was chosen for it last, unless something else is. */
  async save(to: string, chosen: { pages?: PageChoice; choice?: ExportChoice } = {}): Promise<void> {
    const { uid } = this.reading;
    if (uid === '') {
      this.toasts.done(m.reader_nothing_open());
      return;
    }
    const { choice = this.choiceFor(to), pages = this.pages.of(to === 'notes-pdf' ? 'notes' : 'pdf') } = chosen;
    const { path } = await call('export.save', { uid, to, pages, choice });
    if (path !== '') this.saved(path);
  }

  /** Shows what can be exported, with this chosen. */
  goExport(what: Meant, to = this.exporting.to): void {
    this.exporting.what = what;
    this.exporting.to = to;
    this.exporting.close();
    this.go('export');
  }

  /** Copies something of a story with its source, and says what is on the clipboard now. */
  async copyClipping(what: Clipped, form: ClippingForm): Promise<void> {
    await this.copying.copy(what, form);
    const said = {
      passage: m.quote_copied,
      story: m.story_copied,
      references: () => m.references_copied({ count: 1, number: formatNumber(1) }),
    };
    this.toasts.done(said[what.kind]());
  }

  /** Copies a passage of the open story with its source. */
  async copyPassage(start: number, end: number, form: ClippingForm = 'plain'): Promise<void> {
    const { article } = this.reading;
    if (article) await this.copyClipping({ kind: 'passage', uid: article.uid, words: article.text.slice(start, end) }, form);
  }

  /** Copies what is selected in the open story, or else the whole of it. */
  async copyReading(form: ClippingForm): Promise<void> {
    const { article, selection } = this.reading;
    if (!article) this.toasts.done(m.reader_nothing_open());
    else if (!selection) await this.copyClipping({ kind: 'story', uid: article.uid }, form);
    else await this.copyPassage(selection.start, selection.end, form);
  }

  /** Shows a note's passage in its story, with the note in hand. */
  async openNote({ uid, articleUid }: Pick<ListedAnnotation, 'uid' | 'articleUid'>): Promise<void> {
    this.go('library');
    this.pane = 'reader';
    await this.reading.open(articleUid);
    this.reading.activate(uid);
    this.reading.sought = uid;
  }

  /** Begins a note on the open story as a whole. */
  async noteStory(): Promise<void> {
    this.showTab('story');
    await this.reading.noteStory();
  }

  /** Makes a highlight longer or shorter, and offers to take that back. */
  async moveAnnotation(uid: string, passage: Passage): Promise<void> {
    await this.reading.move(uid, passage);
    this.edited(m.annotation_moved());
  }

  /** Attaches an orphan of any story to a passage of it, and offers to take that back. */
  async attachOrphan(uid: string, passage: Passage): Promise<void> {
    await this.reading.move(uid, passage);
    this.edited(m.notes_attached());
  }

  /** Takes an annotation of any story away, and offers to bring it back. */
  async removeAnnotation(uid: string): Promise<void> {
    await this.reading.remove(uid);
    this.edited(m.annotation_removed());
  }
}

/** The desk of the window a component stands in. */
export const [useDesk, provideDesk] = createContext<Desk>();
