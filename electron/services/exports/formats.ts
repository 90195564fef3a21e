import type { ExportFormat } from '../../../core/exporting';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { EXPORTERS, exporterById } from '../../exporters';
import { divisionsOf, type Exporter } from '../../exporters/exporter';

/** The formats people can choose from. */
export function exportFormats(): ExportFormat[] {
  return EXPORTERS.map((exporter) => {
    const { id, label, keeps, purpose, group, uses, extension, mediaType } = exporter;
    const words = { label: label(), keeps: keeps(), purpose: purpose() };
    return { id, ...words, group, uses, extension, mediaType, divisions: divisionsOf(exporter), renews: exporter.renewal !== undefined };
  });
}

/** @throws BroadsheetError `invalid-input` for an unknown format */
export function exporterFor(to: string): Exporter {
  const exporter = exporterById(to);
  if (exporter) return exporter;
  const known = EXPORTERS.map(({ id }) => id).join(', ');
  throw new BroadsheetError('invalid-input', m.error_unknown_export_format({ format: to, known }));
}

/**
 * The exporter's function for one way of dividing stories into files.
 * @throws BroadsheetError `invalid-input` when the format cannot divide so
 */
export function writerOf<Name extends 'writeTogether' | 'writeStory' | 'writeNote'>(
  exporter: Exporter,
  name: Name,
): NonNullable<Exporter[Name]> {
  const write = exporter[name];
  if (!write) throw new BroadsheetError('invalid-input', m.error_no_such_division({ format: exporter.label() }));
  return write;
}
