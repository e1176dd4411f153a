import type { Signal } from "@preact/signals";

/** How the map looks, as a link says it: by which light, what buildings are coloured by, whether names are written. */
export const LOOKS = {
  light: ["clock", "day", "dusk", "night"],
  buildings: ["plaster", "use"],
  labels: ["on", "off"],
} as const;

type LookName = keyof typeof LOOKS;

export type LookLink = { readonly [N in LookName]?: (typeof LOOKS)[N][number] };

/** Names of a link that say it. */
export const LOOK_NAMES = Object.keys(LOOKS) as readonly LookName[];

/** Where a page keeps how its map looks. */
type Looks = { readonly [N in LookName]: Signal<(typeof LOOKS)[N][number]> };

/** How it looks now. */
export function looksShown({ light, buildings, labels }: Looks): LookLink {
  return { light: light.value, buildings: buildings.value, labels: labels.value };
}

/** Has it look as a link says; what it says nothing of stays. */
export function showLooks(room: Looks, { light, buildings, labels }: LookLink): void {
  if (light !== undefined) room.light.value = light;
  if (buildings !== undefined) room.buildings.value = buildings;
  if (labels !== undefined) room.labels.value = labels;
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
