import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { expect, it } from 'vitest';

/**
 * Words that a person sees and that are not in the catalogue: they would stay English in every language.
 */
const ROOT = join(import.meta.dirname, '../..');

/** Attributes, and properties of components, that are read out or shown. */
const SAID = new Set(['aria-label', 'aria-description', 'aria-roledescription', 'alt', 'hint', 'label', 'placeholder', 'title']);
/** Names of keys, of things that have the same name everywhere, and single letters. */
const SAME_EVERYWHERE = /^(Alt|Ctrl|Shift|Esc|Enter|Tab|Broadsheet|CSV|Electron|JSON|Markdown|PDF|SHA-256|\(?\p{L}\)?)$/u;

const isWord = (text: string) => /\p{L}/u.test(text) && !SAME_EVERYWHERE.test(text.trim());

interface Node {
  type: string;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** What an expression may come out as, as far as it is written there: the branches of a choice, the parts of a template. */
function* literalsOf(node: unknown): Iterable<string> {
  if (!isNode(node)) return;
  if (node.type === 'Literal' && typeof node['value'] === 'string') yield node['value'];
  if (node.type === 'TemplateLiteral') for (const part of node['quasis'] as { value: { cooked: string } }[]) yield part.value.cooked;
  for (const part of ['consequent', 'alternate', 'left', 'right']) {
    if (['ConditionalExpression', 'LogicalExpression', 'BinaryExpression'].includes(node.type) && part in node)
      yield* literalsOf(node[part]);
  }
}

/** Everything a component's markup says. */
function* saidBy(node: unknown): Iterable<string> {
  if (Array.isArray(node)) {
    for (const child of node) yield* saidBy(child);
  } else if (isNode(node)) {
    if (node.type === 'Text') yield String(node['data']);
    else if (node.type === 'ExpressionTag') yield* literalsOf(node['expression']);
    else if (node.type === 'Attribute') {
      if (SAID.has(String(node['name']))) yield* saidBy(node['value']);
    } else if (node.type !== 'StyleDirective') {
      for (const child of Object.values(node)) yield* saidBy(child);
    }
  }
}

const filesOf = (folder: string, pattern: RegExp) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

it('are not in the markup of any component', () => {
  const components = filesOf('renderer', /\.svelte$/);
  expect(components.length).toBeGreaterThan(30);
  const found = components.flatMap((path) => {
    const { fragment } = parse(read(path), { modern: true });
    return [...saidBy(fragment)].filter(isWord).map((text) => `${path}: ${text.trim()}`);
  });
  expect(found).toEqual([]);
});

it('are not in what programs hand to a person', () => {
  const SAYING = [
    // Toasts, dialogs of the system, and what is read out.
    /\b(?:toasts\.\w+|announce|showErrorBox|setTitle)\(\s*(['"`][^'"`]*\p{L}[^'"`]*['"`])/gu,
    // Menus, options of dialogs, choices.
    /\b(?:label|title|message|detail|buttonLabel|hint|placeholder):\s*(['"`][^'"`]*\p{Lu}[^'"`]*['"`])/gu,
  ];
  const programs = [...filesOf('renderer', /\.(ts|svelte)$/), ...filesOf('electron', /^[^/\\]*\.ts$/)];
  const found = programs.flatMap((path) =>
    SAYING.flatMap((say) => [...read(path).matchAll(say)].map(([, text = '']) => text.slice(1, -1)))
      .filter(isWord)
      .map((text) => `${path}: ${text}`),
  );
  expect(found).toEqual([]);
});
