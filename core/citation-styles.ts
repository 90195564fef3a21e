/**
 * The styles of the Citation Style Language that references can be written in without a file of one's own: those of the page setter that
 * people cite news in, by the names it knows them by. Their titles are names, and the same in every language.
 */
export const CITATION_STYLES = [
  { id: 'apa', title: 'American Psychological Association (APA), 7th edition' },
  { id: 'american-political-science-association', title: 'American Political Science Association' },
  { id: 'american-sociological-association', title: 'American Sociological Association' },
  { id: 'american-medical-association', title: 'American Medical Association (AMA)' },
  { id: 'associacao-brasileira-de-normas-tecnicas', title: 'Associação Brasileira de Normas Técnicas (ABNT)' },
  { id: 'bristol-university-press', title: 'Bristol University Press' },
  { id: 'chicago-author-date', title: 'Chicago Manual of Style, author and date' },
  { id: 'chicago-notes', title: 'Chicago Manual of Style, notes and bibliography' },
  { id: 'deutsche-gesellschaft-für-psychologie', title: 'Deutsche Gesellschaft für Psychologie (DGPs)' },
  { id: 'deutsche-sprache', title: 'Deutsche Sprache' },
  { id: 'elsevier-harvard', title: 'Elsevier Harvard' },
  { id: 'gb-7714-2015-author-date', title: 'GB/T 7714–2015, author and date' },
  { id: 'gb-7714-2015-numeric', title: 'GB/T 7714–2015, numbered' },
  { id: 'gost-r-705-2008-numeric', title: 'GOST R 7.0.5–2008' },
  { id: 'harvard-cite-them-right', title: 'Harvard, Cite Them Right' },
  { id: 'ieee', title: 'IEEE' },
  { id: 'iso-690-author-date', title: 'ISO 690, author and date' },
  { id: 'iso-690-numeric', title: 'ISO 690, numbered' },
  { id: 'modern-humanities-research-association', title: 'Modern Humanities Research Association (MHRA)' },
  { id: 'mla', title: 'Modern Language Association (MLA), 9th edition' },
  { id: 'mla-8', title: 'Modern Language Association (MLA), 8th edition' },
  { id: 'sage-vancouver', title: 'SAGE Vancouver' },
  { id: 'sist02', title: 'SIST02' },
  { id: 'springer-humanities-author-date', title: 'Springer Humanities, author and date' },
  { id: 'taylor-and-francis-chicago-author-date', title: 'Taylor & Francis Chicago, author and date' },
  { id: 'turabian-author-date', title: 'Turabian, author and date' },
  { id: 'turabian-fullnote-8', title: 'Turabian, full notes, 8th edition' },
  { id: 'vancouver', title: 'Vancouver' },
] as const satisfies readonly CitationStyle[];

/** A style that references can be written in. */
export interface CitationStyle {
  /** As in `ExportChoice.style`. */
  id: string;
  title: string;
}
