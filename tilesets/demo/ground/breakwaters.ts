import type { GroundPatch, Point2 } from "../../model/city-model.ts";
import { curveThrough } from "./curve.ts";
import { MeshBuilder } from "./mesh-builder.ts";
import { post, sweep } from "./sweep.ts";

/** Walls in the sea that shelter the harbour and the marina. */
const LINES: readonly (readonly Point2[])[] = [
  [
    [-1090, -1150],
    [-1000, -1290],
    [-800, -1370],
    [-480, -1395],
    [-180, -1400],
  ],
  [
    [330, -1330],
    [150, -1430],
    [-60, -1480],
  ],
];
/** A wall's cross-section in the water: from the top's right corner on. */
const PROFILE: readonly (readonly [number, number])[] = [
  [-3, 3.4],
  [3, 3.4],
  [7.5, -3],
  [-7.5, -3],
];

export function breakwaters(): GroundPatch[] {
  const mesh = new MeshBuilder();
  const lights = new MeshBuilder();
  for (const line of LINES) {
    const curve = curveThrough(line, 30);
    sweep(mesh, curve, PROFILE);
    const head = curve.at(-1) as Point2;
    post(lights, head, [1, 0], 1.6, 1.6, 11, 3.4);
    post(lights, head, [1, 0], 2.4, 2.4, 11.6, 11);
  }
  return [
    mesh.patch("breakwaters", "concrete", { name: { en: "Breakwaters", ja: "防波堤" } }),
    lights.patch("breakwater-lights", "steel", { detail: 1 }),
  ];
}
