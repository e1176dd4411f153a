import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";
import { isProblem } from "../../../shared/problem.ts";
import type { Selected } from "../../twin/selection.ts";
import { readName } from "../../ui/screen-name.ts";
import {
  COLOUR_NAMES,
  type ColourChoice,
  readColour,
  writeColour,
} from "../colours/colour-choice.ts";
import {
  HISTORY_NAMES,
  type HistoryLink,
  readHistory,
  writeHistory,
} from "../history/history-link.ts";
import type { Eye } from "../scene/camera/camera-controls.ts";
import { readEye, writeEye } from "./eye-text.ts";
import { LOOK_NAMES, type LookLink, readLooks } from "./look-link.ts";
import { readAt, readRate, writeRate } from "./moment-text.ts";
import { readSelected, writeSelected } from "./selected-text.ts";

/** What a link to the control room can say. What is absent is as the browser that opens it has it. */
export interface ViewLink {
  /** The page is this screen of a wall, and remembers its own camera and layers. */
  readonly screen?: string;
  /** Its selection is that of all pages that share it under this name. */
  readonly share?: string;
  /** It shows the picture and the clock only. */
  readonly present?: boolean;
  readonly eye?: Eye;
  readonly hiddenKinds?: readonly EntityKind[];
  readonly hiddenSources?: readonly string[];
  /** Keys of layers: hidden ones of those that are on by themselves, shown ones of the others. */
  readonly hiddenLayers?: readonly string[];
  readonly shownLayers?: readonly string[];
  /** What the city is coloured by; null where it is not. */
  readonly colour?: ColourChoice | null;
  readonly selected?: Selected;
  /** The moment of the past that is shown, milliseconds since 1970; now where absent. */
  readonly at?: number;
  /** How fast it runs on; it stands where absent. */
  readonly rate?: number;
  readonly looks?: LookLink;
  /** What of the past is looked at. */
  readonly history?: Partial<HistoryLink>;
}

/** Names of sources or layers, and letters of one. */
const MOST_NAMES = 200;
const LONGEST_NAME = 200;

/** Names of the address that say what is in view: they count once, when the page is opened. */
export const VIEW_NAMES = [
  ...(["eye", "hide", "hide-source", "hide-layer", "show-layer", "selected"] as const),
  ...(["at", "rate"] as const),
  ...COLOUR_NAMES,
  ...LOOK_NAMES,
  ...HISTORY_NAMES,
];

/** The query of a link, without its question mark. */
export function writeViewLink(link: ViewLink): string {
  const query = new URLSearchParams();
  const { screen, share, present, eye, hiddenKinds, hiddenSources } = link;
  if (screen !== undefined) query.set("screen", screen);
  if (share !== undefined) query.set("share", share);
  if (present === true) query.set("present", "1");
  if (eye !== undefined) query.set("eye", writeEye(eye));
  if (hiddenKinds !== undefined) query.set("hide", hiddenKinds.join(","));
  if (link.hiddenLayers !== undefined) query.set("hide-layer", writeNames(link.hiddenLayers));
  if (link.shownLayers !== undefined) query.set("show-layer", writeNames(link.shownLayers));
  if (link.colour !== undefined) writeColour(link.colour ?? undefined, query);
  // A source may be called anything, so each has an entry of its own; an empty one: none is hidden.
  if (hiddenSources?.length === 0) query.set("hide-source", "");
  for (const source of hiddenSources ?? []) query.append("hide-source", source);
  if (link.selected !== undefined) query.set("selected", writeSelected(link.selected));
  if (link.at !== undefined) query.set("at", new Date(link.at).toISOString());
  const rate = writeRate(link.rate ?? 0);
  if (link.at !== undefined && rate !== undefined) query.set("rate", rate);
  for (const [name, value] of Object.entries(link.looks ?? {})) query.set(name, value);
  if (link.history !== undefined) writeHistory(link.history, query);
  return query.toString();
}

/** What a page's address asks for, and the names in it that could not be understood. */
export function readViewLink(search: string): { link: ViewLink; unread: readonly string[] } {
  const query = new URLSearchParams(search);
  const unread: string[] = [];
  const take = <T>(name: string, read: (text: string) => T | undefined): T | undefined => {
    const text = query.get(name);
    const value = text === null ? undefined : read(text);
    if (text !== null && value === undefined) unread.push(name);
    return value;
  };
  const some = <K extends keyof ViewLink>(key: K, value: ViewLink[K] | undefined) =>
    value === undefined ? {} : { [key]: value };
  const colour = readColour(query);
  if (colour === "unread") unread.push("colour");
  const { looks, unread: oddLooks } = readLooks(query);
  const past = readHistory(query);
  unread.push(...oddLooks, ...past.unread);
  const link: ViewLink = {
    ...some("screen", take("screen", readName)),
    ...some("share", take("share", readName)),
    ...some("present", query.get("present") === "1" ? true : undefined),
    ...some("eye", take("eye", readEye)),
    ...some(
      "hiddenKinds",
      take("hide", (text) => readList(text, ENTITY_KINDS)),
    ),
    ...some("hiddenLayers", take("hide-layer", readNames)),
    ...some("shownLayers", take("show-layer", readNames)),
    ...some("colour", colour === "unread" ? undefined : colour),
    ...some(
      "hiddenSources",
      take("hide-source", () => readSources(query.getAll("hide-source"))),
    ),
    ...some("selected", take("selected", readChosen)),
    ...some("at", take("at", readAt)),
    ...some("rate", take("rate", readRate)),
    ...some("looks", Object.keys(looks).length > 0 ? looks : undefined),
    ...some("history", Object.keys(past.link).length > 0 ? past.link : undefined),
  };
  return { link, unread };
}

/** Names with commas between them, each of them known. */
function readList<T extends string>(text: string, known: readonly T[]): readonly T[] | undefined {
  const names = text === "" ? [] : text.split(",");
  const found = known.filter((each) => names.includes(each));
  return found.length === new Set(names).size ? found : undefined;
}

function readSources(names: readonly string[]): readonly string[] | undefined {
  const named = [...new Set(names.filter(Boolean))];
  const fits = named.length <= MOST_NAMES && named.every(({ length }) => length <= LONGEST_NAME);
  return fits ? named : undefined;
}

/** Names with commas between them; a comma within one is written otherwise. */
function writeNames(names: readonly string[]): string {
  return names.map((name) => name.replaceAll("%", "%25").replaceAll(",", "%2C")).join(",");
}

function readNames(text: string): readonly string[] | undefined {
  const names = text.split(",").filter(Boolean);
  return readSources(names.map((name) => name.replaceAll("%2C", ",").replaceAll("%25", "%")));
}

function readChosen(text: string): Selected {
  const selected = readSelected(text);
  return isProblem(selected) ? undefined : selected;
}
