import type { EntityKind } from "../../../shared/entity.ts";

/** A run of text of the band beneath a saved picture. */
export interface FooterText {
  readonly text: string;
  readonly style: "strong" | "plain" | "quiet";
}

/** One entry of a legend. */
export interface FooterSign {
  /** An outline of the map's symbols, or a swatch. */
  readonly shape: EntityKind | "swatch";
  /** A colour, or the role of one in the page's theme: `--kind-drone`. */
  readonly color: string;
  readonly text: string;
}

export interface FooterContent {
  /** What is said, paragraph by paragraph; each begins on a line of its own. */
  readonly paragraphs: readonly (readonly FooterText[])[];
  /** Legends, each on lines of its own. */
  readonly legends: readonly (readonly FooterSign[])[];
  /** Units long; absent where the middle of the map is sky. */
  readonly scale: { readonly length: number; readonly text: string } | undefined;
  readonly mark: string;
}

/** Where each thing stands; units from the band's upper left corner. Text by the middle of its line. */
export interface FooterLayout {
  readonly height: number;
  readonly texts: readonly (FooterText & { readonly x: number; readonly y: number })[];
  readonly signs: readonly (FooterSign & { readonly x: number; readonly y: number })[];
  /** The left end of the bar. */
  readonly scale: { readonly x: number; readonly y: number } | undefined;
  /** The middle of the arrow. */
  readonly north: { readonly x: number; readonly y: number };
  /** The right end of the word. */
  readonly mark: { readonly x: number; readonly y: number };
}

export type MeasureText = (text: string, style: FooterText["style"]) => number;

const PADDING = 14;
const LINE = 20;
/** Between two runs of one line. */
const GAP = 12;
const SIGN = 20;
/** The column of scale, arrow and mark at the right; a narrow picture has it below. */
const COLUMN = 190;
const NARROW = 560;
const ARROW = 34;

/** Lays the band out for a width; `measure` tells how wide a text is. */
export function layOutFooter(
  content: FooterContent,
  width: number,
  measure: MeasureText,
): FooterLayout {
  const isNarrow = width < NARROW;
  const room = width - 2 * PADDING - (isNarrow ? 0 : COLUMN + 2 * GAP);
  const texts: FooterLayout["texts"][number][] = [];
  let line = 0;
  for (const paragraph of content.paragraphs) {
    let x = 0;
    for (const run of paragraph)
      for (const text of broken(run, room, measure)) {
        const wide = measure(text, run.style);
        if (x > 0 && x + wide > room) {
          x = 0;
          line++;
        }
        texts.push({ text, style: run.style, x: PADDING + x, y: middleOf(line) });
        x += wide + GAP;
      }
    if (x > 0) line++;
  }
  const signs = placeSigns(content.legends, room, line, measure);
  const rows = line + signs.rows;
  const top = isNarrow ? PADDING + rows * LINE + GAP : PADDING;
  const right = width - PADDING;
  const left = isNarrow ? PADDING : right - COLUMN;
  const height = isNarrow ? top + 2 * LINE + PADDING : Math.max(rows, 3) * LINE + 2 * PADDING;
  return {
    height,
    texts,
    signs: signs.placed,
    scale: content.scale && { x: left + ARROW + GAP, y: top + LINE },
    north: { x: left + ARROW / 2, y: top + LINE },
    mark: { x: right, y: isNarrow ? top + LINE : height - PADDING - LINE / 2 },
  };
}

function placeSigns(
  legends: FooterContent["legends"],
  room: number,
  first: number,
  measure: MeasureText,
): { placed: FooterLayout["signs"]; rows: number } {
  const placed: FooterLayout["signs"][number][] = [];
  let row = 0;
  for (const legend of legends) {
    let x = 0;
    for (const sign of legend) {
      const wide = SIGN + measure(sign.text, "quiet");
      if (x > 0 && x + wide > room) {
        x = 0;
        row++;
      }
      placed.push({ ...sign, x: PADDING + x, y: middleOf(first + row) });
      x += wide + GAP;
    }
    if (legend.length > 0) row++;
  }
  return { placed, rows: row };
}

/** A run in pieces that each fit on a line: whole where it does. */
function broken({ text, style }: FooterText, room: number, measure: MeasureText): string[] {
  if (measure(text, style) <= room) return [text];
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text)) {
    if (line !== "" && measure(line + piece, style) > room) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += line === "" ? piece.trimStart() : piece;
  }
  return line === "" ? lines : [...lines, line];
}

/** Words, in Japanese too; a word longer than any line by letters. */
function pieces(text: string): string[] {
  const words = [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)];
  return words.flatMap(({ segment }) => (segment.length > 24 ? [...segment] : [segment]));
}

function middleOf(line: number): number {
  return PADDING + line * LINE + LINE / 2;
}
