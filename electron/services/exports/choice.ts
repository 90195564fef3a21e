import type { ExportChoice } from '../../../core/exporting';

/**
 * Looks whether there is what a choice names, whatever the format makes of it, before anything is written.
 * @throws BroadsheetError `invalid-input` for a citation style or template that is none, `not-found` for a template that is not there
 */
export async function checkChoice({ style, template }: Pick<ExportChoice, 'style' | 'template'>): Promise<void> {
  const { styleFile } = await import('../../exporters/parts/citation-styles');
  styleFile(style);
  if (template === '') return;
  const { readTemplate } = await import('../../exporters/parts/note-templates');
  await readTemplate(template);
}
