/** Letters, digits, dots, dashes and spaces of any script. */
const NAME = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} ._-]{0,31}$/u;

/** A name for a screen or for a shared view as it is typed or comes in a link; undefined where it is none. */
export function readName(text: string | null | undefined): string | undefined {
  const name = text?.normalize("NFC").trim() ?? "";
  return NAME.test(name) ? name : undefined;
}

/**
 * Which screen of a wall this page is, by `?screen=` of its address; undefined for a page of its own.
 * It does not change while the page is open.
 */
export const screenName: string | undefined = readName(
  // Tests read settings where there is no page.
  new URLSearchParams(globalThis.location?.search ?? "").get("screen"),
);
