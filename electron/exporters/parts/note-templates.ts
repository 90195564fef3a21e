import { copyFile, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { NoteTemplate } from './note-template';
import { keepOwn, listOwn, ownPath, type OwnKind } from './own-files';
import { ownFolder } from './own-folder';
import { resourcesFolder } from './resources';

const TEMPLATES: OwnKind = { ending: '.liquid', fallback: 'Template', refusal: m.error_template_name };
/** No template that a person writes is longer, in bytes. */
const MOST = 262_144;

/** The folder of the person's own templates for notes. */
export const templatesFolder = (): string => ownFolder('note-templates');

/** The names of the person's templates, without the files' ending, in the order of the alphabet. */
export const listTemplates = (folder = templatesFolder()): Promise<string[]> => listOwn(folder, TEMPLATES);

/** @throws BroadsheetError `not-found` with the path that was looked at; `invalid-input` where it is no template, with its line */
export async function readTemplate(name: string, folder = templatesFolder()): Promise<NoteTemplate> {
  const path = templatePath(name, folder);
  return new NoteTemplate(name, await sourceOf(path, m.error_template_missing({ name, path })));
}

/**
 * Writes a copy of the built-in format as a template, to be changed; one that is there keeps its name, and the copy gets a number.
 * @throws BroadsheetError `unwritable`
 */
export async function createTemplate(wanted: string, folder = templatesFolder()): Promise<{ name: string; path: string }> {
  const example = join(resourcesFolder(), 'notes', `obsidian${TEMPLATES.ending}`);
  return keepOwn(wanted, await readFile(example, 'utf8'), folder, TEMPLATES);
}

/**
 * Takes a template of a file, once it was understood.
 * @throws BroadsheetError `not-found`, `too-large`, `unwritable`; `invalid-input` where it is no template, with its line
 */
export async function importTemplate(path: string, folder = templatesFolder()): Promise<{ name: string; path: string }> {
  const name = basename(path).replace(/(?:\.md)?\.liquid$/i, '');
  const source = await sourceOf(path, m.error_file_missing({ path }));
  new NoteTemplate(name, source);
  return keepOwn(name, source, folder, TEMPLATES);
}

/** Writes a template to a file elsewhere, for another computer or another person. @throws BroadsheetError `unwritable` */
export async function exportTemplate(name: string, path: string, folder = templatesFolder()): Promise<void> {
  try {
    await copyFile(templatePath(name, folder), path);
  } catch (error) {
    throw new BroadsheetError('unwritable', m.error_unwritable({ path }), String(error));
  }
}

/** Where a template is. @throws BroadsheetError `invalid-input` for a name that is none */
export const templatePath = (name: string, folder = templatesFolder()): string => ownPath(name, folder, TEMPLATES);

async function sourceOf(path: string, missing: string): Promise<string> {
  const size = await stat(path).then(
    (facts) => facts.size,
    () => null,
  );
  if (size === null) throw new BroadsheetError('not-found', missing);
  if (size > MOST) throw new BroadsheetError('too-large', m.error_template_long({ path }));
  return readFile(path, 'utf8');
}
