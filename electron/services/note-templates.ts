import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import {
  createTemplate,
  exportTemplate,
  importTemplate,
  listTemplates,
  templatePath,
  templatesFolder,
} from '../exporters/parts/note-templates';
import { makeFolder } from './exports/target';

/** The person's own templates for notes: files that any text editor changes. How one looks is seen in the preview of an export. */
export { createTemplate, exportTemplate, importTemplate, listTemplates };

/**
 * Where a template stands, or with an empty name the folder of all, which is made when it is not there.
 * @throws BroadsheetError `unwritable`; `not-found` for a template that is gone
 */
export async function placeOfTemplate(name: string): Promise<{ path: string }> {
  await makeFolder(templatesFolder());
  if (name === '') return { path: templatesFolder() };
  const path = templatePath(name);
  if (!(await listTemplates()).includes(name)) throw new BroadsheetError('not-found', m.error_template_missing({ name, path }));
  return { path };
}
