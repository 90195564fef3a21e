import { Liquid, LiquidError, type Template } from 'liquidjs';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { obsidianTag } from './front-matter';
import { escapeMarkdown, quoted } from './markdown-text';

/** What a template may cost, so that no template of another person can hold up or fill the computer. */
const LIMITS = { parseLimit: 1_000_000, renderLimit: 2_000, memoryLimit: 50_000_000 };

/**
 * A person's own form of notes, in Liquid (https://shopify.github.io/liquid/): variables, conditions and loops, and nothing that runs,
 * reads files or leaves what it was given. What it can use is told in `docs/templates.md`.
 */
export class NoteTemplate {
  readonly #engine = engine();
  readonly #parsed: Template[];

  /** @throws BroadsheetError `invalid-input` with line and column where it is no template */
  constructor(
    readonly name: string,
    source: string,
  ) {
    this.#parsed = this.#told(() => this.#engine.parse(source));
  }

  /** @throws BroadsheetError `invalid-input` with line and column for what cannot be carried out, or takes too long */
  write(variables: object): string {
    return this.#told(() => String(this.#engine.renderSync(this.#parsed, variables)));
  }

  #told<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new BroadsheetError('invalid-input', sentence(this.name, error), String(error));
    }
  }
}

function sentence(name: string, error: unknown): string {
  if (!(error instanceof Error)) return m.error_template({ name, reason: String(error) });
  // Behind the reason the engine says where it is, in words of its own.
  const reason = error.message.replace(/, (?:file:|line:)[\s\S]*$/, '');
  if (!LiquidError.is(error)) return m.error_template({ name, reason });
  const [line = 1, column = 1] = error.token.getPosition();
  return m.error_template_at({ name, line, column, reason });
}

function engine(): Liquid {
  // Templates that are held in memory are the only ones there are: no file is ever looked for.
  const liquid = new Liquid({ ...LIMITS, templates: {}, ownPropertyOnly: true, strictFilters: true, dynamicPartials: false });
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  liquid.registerFilter('escape_markdown', (value: unknown) => escapeMarkdown(text(value)));
  liquid.registerFilter('blockquote', (value: unknown) => quoted(text(value)));
  liquid.registerFilter('callout', (value: unknown, kind: unknown = 'quote', color: unknown = '', heading: unknown = '') => {
    const first = `[!${text(kind)}${text(color) === '' ? '' : `|${text(color)}`}] ${text(heading)}`.trimEnd();
    return quoted(text(value) === '' ? first : `${first}\n${text(value)}`);
  });
  liquid.registerFilter('wikilink', (value: unknown, shown: unknown = '') => {
    const plain = (part: unknown) => text(part).replace(/[[\]|#^]/g, '');
    return text(shown) === '' ? `[[${plain(value)}]]` : `[[${plain(value)}|${plain(shown)}]]`;
  });
  liquid.registerFilter('tag', (value: unknown) => {
    const tag = obsidianTag(text(value));
    return tag === '' ? '' : `#${tag}`;
  });
  liquid.registerFilter('slug', (value: unknown) =>
    text(value)
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, ''),
  );
  // JSON is YAML, too, on one line and with every text quoted.
  liquid.registerFilter('yaml', (value: unknown) => JSON.stringify(value ?? ''));
  return liquid;
}
