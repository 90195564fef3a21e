/** Names of tags as they are typed and as they stand in a line. */

/** The tags in what was typed; commas of any script separate them. */
export const typedTags = (text: string): string[] =>
  text
    .split(/[,،、，]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** A tag with its sign, kept together in a line that runs the other way. */
export const signed = (name: string): string => `\u2068#${name}\u2069`;
