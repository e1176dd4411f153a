import type { Signal } from "@preact/signals";
import { type AreaSettings, MEASURES, REGIONS_SHOWN, SHADINGS } from "../areas/area-settings.ts";

/**
 * How the map looks, as a link says it: by which light, what buildings are coloured by, whether names are written,
 * whether regions are drawn, by whom districts are shaded and what of them.
 */
export const LOOKS = {
  light: ["clock", "day", "dusk", "night"],
  buildings: ["plaster", "use"],
  labels: ["on", "off"],
  regions: REGIONS_SHOWN,
  shading: SHADINGS,
  measure: MEASURES,
} as const;

type LookName = keyof typeof LOOKS;

export type LookLink = { readonly [N in LookName]?: (typeof LOOKS)[N][number] };

/** Names of a link that say it. */
export const LOOK_NAMES = Object.keys(LOOKS) as readonly LookName[];

/** Where a page keeps how its map looks. */
type Looks = { readonly [N in LookName]: Signal<(typeof LOOKS)[N][number]> };

/** What of a room says it. */
type LookRoom = Omit<Looks, keyof AreaSettings> & {
  readonly areas: { readonly settings: AreaSettings };
};

function looksOf({ light, buildings, labels, areas }: LookRoom): Looks {
  return { light, buildings, labels, ...areas.settings };
}

/** How it looks now. */
export function looksShown(room: LookRoom): LookLink {
  const looks = looksOf(room);
  return Object.fromEntries(LOOK_NAMES.map((name) => [name, looks[name].value]));
}

/** Has it look as a link says; what it says nothing of stays. */
export function showLooks(room: LookRoom, link: LookLink): void {
  const looks = looksOf(room);
  const show = <N extends LookName>(name: N) => {
    const value = link[name];
    if (value !== undefined) looks[name].value = value;
  };
  for (const name of LOOK_NAMES) show(name);
}

/** What a link asks for, and the names of it that could not be understood. */
export function readLooks(query: URLSearchParams): {
  looks: LookLink;
  unread: readonly string[];
} {
  const found = LOOK_NAMES.flatMap((name) => {
    const value = (LOOKS[name] as readonly string[]).find((each) => each === query.get(name));
    return value === undefined ? [] : [[name, value]];
  });
  const looks: LookLink = Object.fromEntries(found);
  return { looks, unread: LOOK_NAMES.filter((name) => query.has(name) && !(name in looks)) };
}
