import type { CityModel, GroundPatch, Point2 } from "../../model/city-model.ts";
import { cellsOf } from "../cells.ts";
import { cornerNormals } from "../ground/corner-normals.ts";
import { groundContent } from "../ground/ground-content.ts";
import { GroundTriangles } from "../ground/ground-triangles.ts";
import { splitLong } from "../ground/split-long.ts";
import { levelTiles, SPLITS } from "../level-tiles.ts";
import type { CityFrame } from "../mesh/city-frame.ts";
import { simplifyMesh } from "../mesh/simplify-mesh.ts";
import { LEVEL_ERRORS, type TileNode } from "../tile-node.ts";

/** Triangles with a longer side belong to the surroundings, metres. */
const LONGEST = 400;
/** Metres that may be straight: the Earth bends by 4 cm below them. */
const FLAT_ENOUGH = 1_500;
/** Triangles in a square that need no coarser level. */
const FEW = 2_000;
/** Metres by which the ground may be off where it is seen from so far: hardly more than a pixel. */
const FAR_WITHIN = 3;
const MIDDLE_WITHIN = 0.8;
/** What is left out at a distance with less error than this, metres, comes in on its own, nearer. */
const FINE = 1.5;

/**
 * The city's ground: always the water and the land around; from far away the whole in little detail,
 * nearer more, near all there is, and close by what is painted on it.
 */
export function groundLayer(model: CityModel, frame: CityFrame): TileNode {
  const surfaces = model.surfaces.map((patch) => splitLong(patch, FLAT_ENOUGH));
  const triangles = new GroundTriangles({ surfaces });
  const normals = cornerNormals(triangles);
  const [around, inside] = parted(model, triangles);
  const content = (chosen: readonly number[]) => groundContent(chosen, triangles, normals, frame);
  const shown = (is: (patch: GroundPatch) => boolean) => (some: readonly number[]) =>
    content(some.filter((triangle) => is(triangles.patch(triangle))));
  const simplified = (error: number, within: number) => (some: readonly number[]) => {
    const { mesh, features } = shown(reaches(error))(some);
    return { mesh: simplifyMesh(mesh, within), features };
  };
  const cells = cellsOf(inside, (i) => middle(triangles, i), model.bounds, SPLITS);
  const whole = levelTiles(cells, {
    far: simplified(LEVEL_ERRORS.far, FAR_WITHIN),
    middle: simplified(LEVEL_ERRORS.middle, MIDDLE_WITHIN),
    near: shown(reaches(FINE)),
    fine: shown((patch) => !reaches(FINE)(patch)),
    few: FEW,
  });
  return {
    name: "around",
    error: LEVEL_ERRORS.city,
    refine: "ADD",
    content: () => content(around),
    // The whole in one has nothing to show, and the error of this tile.
    children: whole.content === undefined ? whole.children : [whole],
  };
}

/** Whether a patch is drawn at a level of so much error. */
function reaches(error: number): (patch: GroundPatch) => boolean {
  return ({ detail = 0 }) => detail === 0 || detail > error;
}

/** Numbers of the triangles that are always drawn, and of the others. */
function parted({ bounds }: CityModel, triangles: GroundTriangles): [number[], number[]] {
  const [west, south, east, north] = bounds;
  const [around, inside]: [number[], number[]] = [[], []];
  for (let i = 0; i < triangles.count; i++) {
    const [x, y] = middle(triangles, i);
    const outside = x < west || x > east || y < south || y > north;
    const away = outside || longestSide(triangles, i) > LONGEST;
    (away ? around : inside).push(i);
  }
  return [around, inside];
}

function middle(triangles: GroundTriangles, triangle: number): Point2 {
  const [a, b, c] = triangles.corners(triangle);
  return [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3];
}

function longestSide(triangles: GroundTriangles, triangle: number): number {
  const [a, b, c] = triangles.corners(triangle);
  const side = (p: typeof a, q: typeof a) => Math.hypot(p[0] - q[0], p[1] - q[1]);
  return Math.max(side(a, b), side(b, c), side(c, a));
}
