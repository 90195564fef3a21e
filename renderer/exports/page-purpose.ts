import type { Division, ExportFormat } from '../../core/exporting';
import type { PagePurpose } from '../../core/pages';

export const PDF = 'application/pdf';

/** Which choice of pages a format is set by. */
export function pagesFor({ id }: ExportFormat, division: Division): PagePurpose {
  if (id === 'notes-pdf') return 'notes';
  return division === 'together' ? 'dossier' : 'pdf';
}
