import type { Division } from '../../../core/exporting';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { EXPORTERS, exporterById } from '../../exporters';
import { divisionsOf, type Exporter } from '../../exporters/exporter';

/** An export format as people choose it. */
export interface ExportFormat {
  id: string;
  label: string;
  extension: string;
  mediaType: string;
  keeps: string;
  purpose: string;
  /** The ways in which it can divide stories into files, the usual one first. */
  divisions: Division[];
}

/** The formats people can choose from. */
export function exportFormats(): ExportFormat[] {
  return EXPORTERS.map((exporter) => {
    const { id, label, extension, mediaType, keeps, purpose } = exporter;
    return { id, label: label(), extension, mediaType, keeps: keeps(), purpose: purpose(), divisions: divisionsOf(exporter) };
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
