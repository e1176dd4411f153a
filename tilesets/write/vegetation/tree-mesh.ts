import { chanceOf } from "../../../shared/random.ts";
import type { Rgb, Tree } from "../../model/city-model.ts";
import { SURFACE_COLORS } from "../ground/surface-colors.ts";
import { linearColor } from "../mesh/linear-color.ts";
import type { MeshBuilder } from "../mesh/mesh-builder.ts";
import { addSolid, type Course } from "./solid.ts";

/** Half the thickness of a trunk, as a part of the tree's height. */
const TRUNK = 0.03;

const CROWN_COLORS: Readonly<Record<Tree["shape"], Rgb>> = {
  round: SURFACE_COLORS.crown,
  cone: [76, 100, 72],
  pine: [84, 106, 76],
};

/** Crowns from the foot up: height and radius as parts of the tree's, facing. */
type Crown = readonly (readonly [height: number, radius: number, facing: number])[];

const ROUND: Crown = [
  [0.22, 0, -1],
  [0.46, 0.96, -0.15],
  [0.82, 0.82, 0.55],
  [1, 0, 1],
];
const CONE: Crown = [
  [0.14, 0, -1],
  [0.2, 1, 0.1],
  [0.62, 0.52, 0.4],
  [1, 0, 1],
];
const PINE_LOW: Crown = [
  [0.46, 0, -1],
  [0.6, 1, 0.1],
  [0.76, 0, 1],
];
const PINE_HIGH: Crown = [
  [0.7, 0, -1],
  [0.84, 0.62, 0.1],
  [1, 0, 1],
];
const FAR: Readonly<Record<Tree["shape"], Crown>> = {
  round: [
    [0.16, 0, -1],
    [0.58, 0.96, 0.3],
    [1, 0, 1],
  ],
  cone: [
    [0.1, 1, 0.2],
    [1, 0, 1],
  ],
  pine: [
    [0.36, 0, -1],
    [0.66, 0.9, 0.2],
    [1, 0, 1],
  ],
};

/** Adds a tree of 21 to 27 triangles, or from farther away its crown in 4 to 8. */
export function addTree(builder: MeshBuilder, tree: Tree, near: boolean, feature: number): void {
  const [east, north, height] = tree.at;
  const chance = chanceOf(`${Math.round(10 * east)} ${Math.round(10 * north)}`);
  const turn = chance * 2 * Math.PI;
  const shade = 0.84 + 0.32 * ((chance * 97) % 1);
  const crown = (shape: Crown, corners: number, aside = 0) => {
    const by = aside * tree.width;
    const foot = [east + by * Math.cos(turn), north + by * Math.sin(turn), height] as const;
    addSolid(builder, foot, coursesOf(shape, tree), corners, turn);
  };
  if (near) {
    builder.paint("trunk", linearColor(SURFACE_COLORS.trunk), feature);
    addSolid(builder, tree.at, trunkOf(tree), 3, turn);
  }
  builder.paint("crown", linearColor(CROWN_COLORS[tree.shape], shade), feature);
  if (!near) return crown(FAR[tree.shape], 4);
  if (tree.shape === "round") crown(ROUND, 6);
  else if (tree.shape === "cone") crown(CONE, 6);
  else {
    crown(PINE_LOW, 5, 0.08);
    crown(PINE_HIGH, 5, -0.08);
  }
}

function coursesOf(shape: Crown, { height, width }: Tree): Course[] {
  return shape.map(([up, out, facing]) => ({
    height: up * height,
    radius: (out * width) / 2,
    facing,
  }));
}

/** From a little under the ground to a point inside the crown. */
function trunkOf({ height, shape }: Tree): Course[] {
  const top = shape === "pine" ? 0.9 : 0.75;
  return [
    { height: -0.3, radius: Math.max(0.09, TRUNK * height), facing: 0 },
    { height: top * height, radius: 0, facing: 1 },
  ];
}
