import type { Building, GroundPatch, Tree } from "../../../model/city-model.ts";
import { FOOTING } from "./building-draft.ts";
import { LaidGround } from "./laid-ground.ts";

/** Metres of a tree below the ground, and that walls reach into it at least. */
const ROOTED = 0.05;
const LEAST = 0.1;

/** Puts trees on the ground of their block as it was laid, and lets walls down where they would float. */
export function settle(
  site: { buildings: Building[]; trees: Tree[] },
  patches: GroundPatch[],
): void {
  const ground = new LaidGround(patches.filter(({ surface }) => surface !== "marking"));
  site.trees.forEach((tree, i) => {
    site.trees[i] = rooted(tree, ground);
  });
  site.buildings.forEach((building, i) => {
    site.buildings[i] = grounded(building, ground);
  });
}

/** The tree at the height of the ground; as it is where there is none. */
export function rooted(tree: Tree, ground: LaidGround): Tree {
  const [east, north] = tree.at;
  const height = ground.at([east, north]);
  return height === undefined ? tree : { ...tree, at: [east, north, height - ROOTED] };
}

function grounded(building: Building, ground: LaidGround): Building {
  const foot = Math.min(...building.parts.map(({ base }) => base));
  const standing = building.parts.filter(({ base }) => base === foot);
  const lowest = Math.min(...standing.map(({ footprint }) => ground.lowestUnder(footprint)));
  if (foot <= lowest - LEAST) return building;
  const base = Math.floor((lowest - FOOTING) * 100) / 100;
  const parts = building.parts.map((part) => (part.base === foot ? { ...part, base } : part));
  return { ...building, parts };
}
