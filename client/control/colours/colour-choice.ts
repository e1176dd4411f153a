/** How numbers are put into classes: each with as many features, or each as wide. */
export const CLASSINGS = ["quantiles", "steps"] as const;

export type Classing = (typeof CLASSINGS)[number];

/** By which attribute the city is coloured, and what of it is shown. */
export interface ColourChoice {
  /** Id of the attribute. */
  readonly column: string;
  readonly classing: Classing;
  /** Keys of classes that are not shown. */
  readonly hidden: readonly string[];
  /** Of numbers: the least and the greatest that are shown. */
  readonly range?: readonly [number, number];
}

const LONGEST = 200;
const MOST_HIDDEN = 300;

/** Names of a link that say it. */
export const COLOUR_NAMES = ["colour", "colour-classes", "colour-hide", "colour-range"] as const;

/** Writes a choice into the query of a link; an empty `colour` says that there is none. */
export function writeColour(choice: ColourChoice | undefined, query: URLSearchParams): void {
  query.set("colour", choice?.column ?? "");
  if (choice === undefined) return;
  if (choice.classing !== "quantiles") query.set("colour-classes", choice.classing);
  for (const key of choice.hidden) query.append("colour-hide", key);
  if (choice.range !== undefined) query.set("colour-range", choice.range.join(","));
}

/**
 * What a link asks for: `null` for no colouring, undefined where it says nothing of it; "unread" where it
 * cannot be understood. Whether the city has such an attribute is not known here.
 */
export function readColour(query: URLSearchParams): ColourChoice | null | undefined | "unread" {
  const column = query.get("colour");
  if (column === null) return undefined;
  if (column === "") return null;
  const classing = CLASSINGS.find((each) => each === (query.get("colour-classes") ?? "quantiles"));
  const hidden = [...new Set(query.getAll("colour-hide"))];
  const range = readRange(query.get("colour-range"));
  const fits =
    column.length <= LONGEST &&
    hidden.length <= MOST_HIDDEN &&
    hidden.every(({ length }) => length <= LONGEST);
  if (!fits || classing === undefined || range === null) return "unread";
  return { column, classing, hidden, ...(range === undefined ? {} : { range }) };
}

function readRange(text: string | null): readonly [number, number] | undefined | null {
  if (text === null) return undefined;
  const [from, to, ...more] = text
    .split(",")
    .map((part) => (part === "" ? Number.NaN : Number(part)));
  if (from === undefined || to === undefined || more.length > 0) return null;
  return Number.isFinite(from) && Number.isFinite(to) && from <= to ? [from, to] : null;
}
