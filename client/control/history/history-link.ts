import { parseInstant } from "../../../shared/parse-instant.ts";
import { type HeatKind, historyChoices, isHeatKind, MOST_PINS } from "./history-choices.ts";
import { isSpanName, type SpanName } from "./span-names.ts";

/** What a link says of the past that is looked at: of whom, over which window, and what of it lies on the map. */
export interface HistoryLink {
  /** Ids of the pinned ones, in the order of their looks. */
  readonly pins: readonly string[];
  readonly trails: "on" | "off";
  readonly heat: HeatKind;
  readonly span: SpanName | "chosen";
  /** From when to when where it was chosen so; milliseconds since 1970. */
  readonly chosen: readonly [from: number, to: number] | undefined;
  /** Where it ends while that is not the time shown. */
  readonly held: number | undefined;
}

/** Names of a link that say it. */
export const HISTORY_NAMES = ["pin", "trails", "heat", "window"] as const;

const LONGEST_ID = 256;

/** What the page shows of the past now. */
export function historyShown(): HistoryLink {
  const { pins, trails, heat, span, chosen, held } = historyChoices;
  const inOrder = [...pins.value].sort((a, b) => a.slot - b.slot);
  return {
    pins: inOrder.map(({ id }) => id),
    ...{ trails: trails.value, heat: heat.value, span: span.value },
    ...{ chosen: chosen.value, held: held.value },
  };
}

/** Has the page show what a link says; what it says nothing of stays. */
export function showHistory(link: Partial<HistoryLink>): void {
  const { pins, trails, heat, span, chosen, held } = historyChoices;
  // What each is called is known once it has been told of.
  if (link.pins !== undefined)
    pins.value = link.pins.map((id, place) => ({ id, name: id, slot: place + 1 }));
  if (link.trails !== undefined) trails.value = link.trails;
  if (link.heat !== undefined) heat.value = link.heat;
  if (link.span === undefined) return;
  if (link.chosen !== undefined) chosen.value = link.chosen;
  held.value = link.held;
  span.value = link.span;
}

/** Writes it into the query of a link; an empty `pin` says that nothing is pinned. */
export function writeHistory(link: Partial<HistoryLink>, query: URLSearchParams): void {
  const { pins, trails, heat, span, chosen, held } = link;
  if (pins?.length === 0) query.set("pin", "");
  for (const id of pins ?? []) query.append("pin", id);
  if (trails !== undefined) query.set("trails", trails);
  if (heat !== undefined) query.set("heat", heat);
  const parts =
    span === "chosen" ? (chosen ?? []) : [span, held].filter((part) => part !== undefined);
  const texts = parts.map((part) =>
    typeof part === "number" ? new Date(part).toISOString() : part,
  );
  if (texts.length > 0) query.set("window", texts.join("/"));
}

/** What a link asks for, and the names of it that could not be understood. */
export function readHistory(query: URLSearchParams): {
  link: Partial<HistoryLink>;
  unread: readonly string[];
} {
  const parts = {
    pin: readPins(query.getAll("pin")),
    trails: readTrails(query.get("trails")),
    heat: readHeat(query.get("heat")),
    window: readWindow(query.get("window")),
  };
  const unread = HISTORY_NAMES.filter((name) => query.has(name) && parts[name] === undefined);
  return { link: Object.assign({}, ...Object.values(parts)), unread };
}

type Part = Partial<HistoryLink> | undefined;

function readPins(texts: readonly string[]): Part {
  const pins = [...new Set(texts.filter(Boolean))];
  const fits = pins.length <= MOST_PINS && pins.every(({ length }) => length <= LONGEST_ID);
  return texts.length > 0 && fits ? { pins } : undefined;
}

function readTrails(text: string | null): Part {
  return text === "on" || text === "off" ? { trails: text } : undefined;
}

function readHeat(text: string | null): Part {
  return text !== null && isHeatKind(text) ? { heat: text } : undefined;
}

/** A length, and where it ends; or both ends. */
function readWindow(text: string | null): Part {
  const [first = "", second, ...more] = (text ?? "").split("/");
  // A plus that was not escaped has become a space.
  const at = (part: string) => parseInstant(part.replace(" ", "+"));
  const end = second === undefined ? undefined : at(second);
  if (Number.isNaN(end) || more.length > 0) return undefined;
  if (isSpanName(first)) return { span: first, held: end };
  const from = at(first);
  return end !== undefined && from < end ? { span: "chosen", chosen: [from, end] } : undefined;
}
