import { ModelMesh, type ModelPart, type Section } from "./model-mesh.ts";
import { axle, box, boxes, loft } from "./model-solids.ts";

/** x, then sill, waist, belt and roof: half width and height of each, metres. */
type Outline = readonly [x: number, ...points: number[]];

const CAR: readonly Outline[] = [
  [-2.25, 0.7, 0.38, 0.79, 0.62, 0.77, 0.86, 0.7, 0.9],
  [-2.05, 0.78, 0.24, 0.86, 0.6, 0.84, 0.92, 0.74, 0.97],
  [-1.6, 0.8, 0.2, 0.87, 0.58, 0.85, 0.94, 0.73, 1.0],
  [-1.0, 0.8, 0.2, 0.875, 0.58, 0.85, 0.94, 0.61, 1.44],
  [0.3, 0.8, 0.2, 0.875, 0.58, 0.85, 0.92, 0.61, 1.47],
  [1.08, 0.8, 0.2, 0.87, 0.57, 0.84, 0.9, 0.72, 0.96],
  [1.95, 0.76, 0.22, 0.85, 0.55, 0.8, 0.76, 0.7, 0.8],
  [2.25, 0.68, 0.36, 0.78, 0.54, 0.74, 0.65, 0.66, 0.67],
];

/** A small hatchback or saloon, 4.5 m. */
export function carMesh(): ModelMesh {
  const mesh = new ModelMesh();
  loft(mesh, CAR.map(section), carPart, "paint");
  lights(mesh, 2.25, { head: [0.44, 0.74, 0.56, 0.68], tail: [0.5, 0.77, 0.68, 0.84] });
  for (const x of [-1.36, 1.38]) axle(mesh, { x, out: 0.895, radius: 0.32, width: 0.2 });
  return mesh;
}

/** The same with a sign on its roof that is lit. */
export function taxiMesh(): ModelMesh {
  const mesh = carMesh();
  box(mesh, { x: [-0.45, -0.25], y: [-0.26, 0.26], z: [1.44, 1.64] }, "sign");
  return mesh;
}

function carPart(interval: number, band: number): ModelPart {
  const isCabin = interval >= 2 && interval <= 4;
  if (!isCabin || band < 2) return "paint";
  return band === 2 || interval !== 3 ? "glass" : "paint";
}

const VAN: readonly Outline[] = [
  [-2.6, 0.84, 0.3, 0.9, 0.75, 0.9, 1.08, 0.78, 1.95],
  [-2.5, 0.86, 0.24, 0.93, 0.7, 0.92, 1.08, 0.82, 2.03],
  [-0.35, 0.86, 0.24, 0.93, 0.7, 0.92, 1.08, 0.82, 2.05],
  [1.15, 0.86, 0.24, 0.93, 0.7, 0.92, 1.06, 0.8, 2.0],
  [1.95, 0.86, 0.24, 0.93, 0.7, 0.9, 1.05, 0.78, 1.12],
  [2.5, 0.82, 0.26, 0.9, 0.6, 0.86, 0.84, 0.78, 0.88],
  [2.6, 0.76, 0.36, 0.84, 0.58, 0.8, 0.76, 0.74, 0.78],
];

/** A delivery van, 5.2 m: no windows behind the doors. */
export function vanMesh(): ModelMesh {
  const mesh = new ModelMesh();
  loft(mesh, VAN.map(section), vanPart, "paint");
  box(mesh, { x: [-2.62, -2.57], y: [-0.68, 0.68], z: [1.15, 1.75] }, "glass");
  lights(mesh, 2.6, { head: [0.5, 0.8, 0.6, 0.75], tail: [0.72, 0.87, 0.75, 1.15] });
  for (const x of [-1.6, 1.62]) axle(mesh, { x, out: 0.945, radius: 0.34, width: 0.22 });
  return mesh;
}

function vanPart(interval: number, band: number): ModelPart {
  if (interval === 3) return band >= 2 ? (band === 2 ? "glass" : "glass") : "paint";
  return interval === 2 && band === 2 ? "glass" : "paint";
}

/** A lorry with a box, 8.6 m. */
export function truckMesh(): ModelMesh {
  const mesh = new ModelMesh();
  const cab: readonly Outline[] = [
    [2.3, 1.05, 0.5, 1.1, 1.0, 1.1, 1.5, 1.0, 2.55],
    [3.4, 1.05, 0.5, 1.1, 1.0, 1.1, 1.5, 1.0, 2.6],
    [4.1, 1.05, 0.45, 1.1, 1.0, 1.08, 1.45, 0.96, 2.5],
    [4.3, 1.0, 0.5, 1.08, 1.0, 1.04, 1.4, 0.94, 1.6],
  ];
  const part = (interval: number, band: number): ModelPart =>
    (interval >= 1 && band === 2) || (interval === 2 && band === 3) ? "glass" : "paint";
  loft(mesh, cab.map(section), part, "paint");
  box(mesh, { x: [-4.25, 2.2], y: [-1.14, 1.14], z: [0.95, 3.2] }, "coat");
  box(mesh, { x: [-4.2, 3.9], y: [-0.5, 0.5], z: [0.5, 0.95] }, "dark");
  box(mesh, { x: [-4.3, -4.2], y: [-1.1, 1.1], z: [0.55, 0.75] }, "dark");
  lights(mesh, 4.3, { head: [0.6, 0.98, 0.62, 0.82], tail: [0.7, 1.05, 0.6, 0.74] });
  for (const x of [3.3, -2.2, -3.3]) axle(mesh, { x, out: 1.16, radius: 0.48, width: 0.3 });
  return mesh;
}

interface Lights {
  readonly head: readonly [y0: number, y1: number, z0: number, z1: number];
  readonly tail: Lights["head"];
}

/** At both ends of something so long from its middle, a little proud of it. */
function lights(mesh: ModelMesh, reach: number, { head, tail }: Lights): void {
  boxes(
    mesh,
    { x: [reach - 0.3, reach + 0.02], y: [head[0], head[1]], z: [head[2], head[3]] },
    "head",
  );
  boxes(
    mesh,
    { x: [-reach - 0.02, 0.25 - reach], y: [tail[0], tail[1]], z: [tail[2], tail[3]] },
    "tail",
  );
}

function section([x, ...numbers]: Outline): Section {
  const half: [number, number][] = [];
  for (let i = 0; i < numbers.length; i += 2)
    half.push([numbers[i] as number, numbers[i + 1] as number]);
  return { x, half };
}
