import type { CoordinateSystem, HeightSystem } from "./coordinate-system.ts";
import { COMPOUNDS, HEIGHTS } from "./systems/heights.ts";
import { JAPAN } from "./systems/japan.ts";
import { MIDDLE_EUROPE } from "./systems/middle-europe.ts";
import { NORTH_EUROPE } from "./systems/north-europe.ts";
import { REST_OF_THE_WORLD } from "./systems/rest-of-the-world.ts";
import { SOUTH_EUROPE } from "./systems/south-europe.ts";
import type { SystemGroup } from "./systems/system-group.ts";
import { WEST_EUROPE } from "./systems/west-europe.ts";
import { WORLD } from "./systems/world.ts";
import { ZONES } from "./systems/zones.ts";

/** What a number of EPSG stands for, as far as it is known here. */
export interface FoundSystem {
  readonly horizontal?: CoordinateSystem;
  readonly height?: HeightSystem;
}

const GROUPS: readonly (readonly SystemGroup[])[] = [
  WORLD,
  JAPAN,
  ZONES,
  WEST_EUROPE,
  MIDDLE_EUROPE,
  SOUTH_EUROPE,
  NORTH_EUROPE,
  REST_OF_THE_WORLD,
];

const horizontals = new Map<number, CoordinateSystem>();
for (const group of GROUPS.flat()) {
  const { shift, accuracy, ellipsoidal } = group;
  for (const [code, name, axes, proj, area] of group.systems) {
    horizontals.set(code, {
      code,
      name,
      axes,
      area,
      proj: shift === undefined ? proj : `${proj} towgs84=${shift}`,
      ...(accuracy === undefined ? {} : { accuracy }),
      ...(ellipsoidal === undefined ? {} : { ellipsoidal }),
    });
  }
}

const heights = new Map(HEIGHTS.map((system) => [system.code, system]));
const compounds = new Map(COMPOUNDS.map((compound) => [compound[0], compound]));

/** Undefined where the number is not in the tables. */
export function findSystem(code: number): FoundSystem | undefined {
  const compound = compounds.get(code);
  const horizontal = horizontals.get(compound?.[1] ?? code);
  const height = heights.get(compound?.[2] ?? code);
  if (horizontal === undefined && height === undefined) return undefined;
  return {
    ...(horizontal === undefined ? {} : { horizontal }),
    ...(height === undefined ? {} : { height }),
  };
}

/** Numbers of all that are known, for tests and for people. */
export function knownSystems(): readonly number[] {
  return [...horizontals.keys(), ...heights.keys(), ...compounds.keys()];
}
