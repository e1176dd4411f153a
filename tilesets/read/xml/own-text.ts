/** Characters from which on an engine shares a text with the one that it was cut out of. */
const SHARED = 13;

/**
 * The same text, on its own. What is cut out of a piece of a file keeps the whole piece in memory as long
 * as it lives, and some of it lives to the end: ids, values of attributes.
 */
export function ownText(text: string): string {
  return text.length < SHARED ? text : ` ${text}`.slice(1);
}
