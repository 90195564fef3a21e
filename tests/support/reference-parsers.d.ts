/** Other people's parsers of references, which come without types: the little of them that tests use. */
declare module '@citation-js/core' {
  export class Cite {
    constructor(input: unknown, options?: { forceType?: string });
    readonly data: unknown[];
  }
}

declare module 'bibtex-parse' {
  /** Entries with their fields by names in capitals. */
  export function entries(bibtex: string): ({ key: string; type: string } & Record<string, string>)[];
}
