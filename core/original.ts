/** The original of a story as it is looked at: a page, plain text set as one, or a picture. */
export interface ShownOriginal {
  /** As it is served; a page is always UTF-8, whatever the original's encoding. */
  mediaType: string;
  body: string | Uint8Array<ArrayBuffer>;
}
