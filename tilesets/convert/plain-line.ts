/** Marks that turn the direction of text: a name with one would be read as another. */
const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const LINE_FEED = 10;

/**
 * Text as a terminal may show it. Names and ids come from files: what in them would move the cursor,
 * clear the screen or pass for a line of ours becomes U+FFFD.
 * @param lines whether it may have several lines
 */
export function plainLine(text: string, lines = false): string {
  let plain = "";
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const shown = (code >= 32 && code < 127) || code > 159 || (lines && code === LINE_FEED);
    if (shown) continue;
    plain += `${text.slice(from, at)}\ufffd`;
    from = at + 1;
  }
  return (plain + text.slice(from)).replace(TURNING, "\ufffd");
}
