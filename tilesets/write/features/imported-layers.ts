import type { Bilingual, LayerRole } from "../../../shared/city.ts";
import type { FeatureClass } from "../../../shared/feature-class.ts";
import type { ImportedCity } from "../../model/imported-city.ts";
import type { SpoolEntry } from "../../spool/spool-index.ts";

const ROLES: Readonly<Record<FeatureClass, LayerRole>> = {
  relief: "ground",
  building: "buildings",
  bridge: "bridges",
  tunnel: "bridges",
  road: "roads",
  railway: "railways",
  water: "water",
  vegetation: "vegetation",
  furniture: "furniture",
  "land-use": "land-use",
  "urban-plan": "urban-plan",
  hazard: "hazards",
  utility: "utilities",
  generic: "others",
};

/** In the order in which pages list them. */
const ORDER: readonly LayerRole[] = [...new Set(Object.values(ROLES))];

/** What covers other things, or lies below them: off until a person turns it on. */
const OFF: ReadonlySet<LayerRole> = new Set(["land-use", "urban-plan", "hazards", "utilities"]);

/** Features that are drawn as one tileset. */
export interface ImportedLayer {
  readonly role: LayerRole;
  /** Where its tileset lies, from the city's folder. */
  readonly folder: string;
  readonly name?: Bilingual;
  readonly off: boolean;
  readonly underground: boolean;
  readonly entries: readonly SpoolEntry[];
  /** Places in the spool's layers of those that went into it. */
  readonly parts: ReadonlySet<number>;
}

/** A city's features shared among layers: one for each role, of hazards one for each area and scale. */
export function importedLayers({ layers, entries }: ImportedCity["spool"]): ImportedLayer[] {
  const groups = new Map<string, { part: number; parts: Set<number>; entries: SpoolEntry[] }>();
  const groupOf = layers.map(({ class: name, name: own }, part) => {
    const role = ROLES[name];
    const key = role === "hazards" && own !== undefined ? `${role} ${own.en} ${own.ja}` : role;
    const group = groups.get(key) ?? { part, parts: new Set(), entries: [] };
    groups.set(key, group);
    group.parts.add(part);
    return group;
  });
  for (const entry of entries) groupOf[entry.layer]?.entries.push(entry);
  const found = [...groups.values()].filter((group) => group.entries.length > 0);
  return ORDER.flatMap((role) => {
    const of = found.filter(({ part }) => ROLES[layers[part]?.class ?? "generic"] === role);
    return of.map(({ part, parts, entries: own }, i): ImportedLayer => {
      const name = role === "hazards" ? layers[part]?.name : undefined;
      return {
        ...{ role, folder: of.length > 1 ? `${role}/${i + 1}` : role },
        ...(name === undefined ? {} : { name }),
        ...{ off: OFF.has(role), underground: role === "utilities", entries: own, parts },
      };
    });
  });
}
