import { ModelMesh, type ModelPart, type Section } from "./model-mesh.ts";
import { axle, box, boxes, loft } from "./model-solids.ts";
import { TRAIN_CAR } from "./model-types.ts";

/** Half widths and heights from the skirt to the edge of the roof, metres. */
type Shell = readonly (readonly [y: number, z: number])[];

/** The band of a shell that is painted, and the one that has the windows. */
const STRIPE = 1;
const WINDOWS = 2;

const BUS: Shell = [
  [1.2, 0.32],
  [1.25, 0.8],
  [1.25, 1.12],
  [1.25, 2.3],
  [1.22, 2.85],
  [1.05, 3.06],
];

/** A city bus, 11 m, its doors at the left, where the kerb is. */
export function busMesh(): ModelMesh {
  const mesh = new ModelMesh();
  coach(mesh, BUS, { from: -5.5, to: 5.5, window: 1.3, pillar: 0.13, lean: 0.06 });
  box(mesh, { x: [5.47, 5.54], y: [-1.14, 1.14], z: [1.1, 2.42] }, "cabin");
  box(mesh, { x: [5.46, 5.55], y: [-0.85, 0.85], z: [2.5, 2.82] }, "sign");
  box(mesh, { x: [-5.53, -5.47], y: [-1.0, 1.0], z: [1.55, 2.4] }, "cabin");
  box(mesh, { x: [1.2, 3.4], y: [-0.7, 0.7], z: [3.02, 3.22] }, "coat");
  for (const [from, to] of [
    [4.1, 5.1],
    [-0.6, 0.6],
  ] as const)
    box(mesh, { x: [from, to], y: [1.2, 1.275], z: [0.36, 2.32] }, "glass");
  boxes(mesh, { x: [5.3, 5.56], y: [0.72, 1.12], z: [0.55, 0.75] }, "head");
  boxes(mesh, { x: [-5.56, -5.3], y: [0.9, 1.15], z: [0.7, 1.2] }, "tail");
  for (const x of [-2.9, 3.2]) axle(mesh, { x, out: 1.27, radius: 0.48, width: 0.28 });
  return mesh;
}

const CAR: Shell = [
  [1.36, 0.92],
  [1.42, 1.5],
  [1.43, 1.82],
  [1.42, 2.82],
  [1.36, 3.28],
  [0.95, 3.6],
];
const HALF = TRAIN_CAR.length / 2;

/** A car between two others, on the top of the rails. */
export function trainMiddleMesh(): ModelMesh {
  const mesh = new ModelMesh();
  trainCar(mesh, HALF);
  // A pantograph, up against its wire.
  box(mesh, { x: [-4.6, -2.4], y: [-0.8, 0.8], z: [3.6, 3.72] }, "dark");
  mesh.quad([-2.6, 0.05, 3.7], [-2.6, -0.05, 3.7], [-4.2, -0.05, 4.4], [-4.2, 0.05, 4.4], "dark");
  box(mesh, { x: [-3.4, -3.2], y: [-0.75, 0.75], z: [4.88, 4.95] }, "dark");
  mesh.quad([-4.2, 0.05, 4.4], [-4.2, -0.05, 4.4], [-3.3, -0.05, 4.9], [-3.3, 0.05, 4.9], "dark");
  return mesh;
}

/** The car at the head of a train; turned about, the one at its end. */
export function trainEndMesh(): ModelMesh {
  const mesh = new ModelMesh();
  const face = HALF - 0.7;
  trainCar(mesh, face);
  const nose: Section[] = [
    { x: face, half: CAR },
    {
      x: HALF,
      half: [
        [1.15, 0.98],
        [1.25, 1.5],
        [1.25, 1.82],
        [1.12, 2.7],
        [1.02, 3.1],
        [0.7, 3.34],
      ],
    },
  ];
  loft(
    mesh,
    nose,
    (_, band) => (band === WINDOWS ? "glass" : band === STRIPE ? "paint" : "coat"),
    "coat",
  );
  box(mesh, { x: [HALF - 0.08, HALF + 0.03], y: [-0.98, 0.98], z: [1.95, 2.78] }, "cabin");
  box(mesh, { x: [HALF - 0.1, HALF + 0.02], y: [-0.5, 0.5], z: [2.9, 3.1] }, "sign");
  box(mesh, { x: [HALF - 0.08, HALF + 0.02], y: [-1.12, 1.12], z: [1.52, 1.8] }, "paint");
  boxes(mesh, { x: [HALF - 0.1, HALF + 0.05], y: [0.68, 1.05], z: [1.16, 1.36] }, "head");
  box(mesh, { x: [HALF - 0.2, HALF + 0.15], y: [-0.3, 0.3], z: [0.7, 1.0] }, "dark");
  return mesh;
}

/** A car whose body ends `ahead` of its middle, on its bogies. */
function trainCar(mesh: ModelMesh, ahead: number): void {
  coach(mesh, CAR, { from: -HALF, to: ahead, window: 1.55, pillar: 0.22, lean: 0 });
  for (const x of [-6.3, 0, 6.3])
    boxes(mesh, { x: [x - 0.65, x + 0.65], y: [1.38, 1.445], z: [0.96, 2.95] }, "trim");
  for (const x of [-6.3, 0, 6.3])
    boxes(mesh, { x: [x - 0.4, x + 0.4], y: [1.4, 1.455], z: [1.9, 2.75] }, "cabin");
  for (const x of [-6.6, 6.6]) {
    box(mesh, { x: [x - 1.5, x + 1.5], y: [-1.1, 1.1], z: [0.34, 0.9] }, "dark");
    for (const wheel of [x - 1.05, x + 1.05])
      axle(mesh, { x: wheel, out: 0.62, radius: 0.43, width: 0.14 });
  }
  box(mesh, { x: [-4.2, 4.2], y: [-1.15, 1.15], z: [0.36, 0.95] }, "dark");
  box(mesh, { x: [3.6, 6.6], y: [-0.7, 0.7], z: [3.55, 3.78] }, "trim");
}

interface CoachSides {
  readonly from: number;
  readonly to: number;
  /** Metres of a window, and of what is between two. */
  readonly window: number;
  readonly pillar: number;
  /** Metres that the ends lean in at the top. */
  readonly lean: number;
}

/** A long body with a row of windows at each side. */
function coach(mesh: ModelMesh, shell: Shell, sides: CoachSides): void {
  const { from, to, window, pillar, lean } = sides;
  const count = Math.floor((to - from - 2 * lean - pillar) / (window + pillar));
  const margin = (to - from - count * (window + pillar) + pillar) / 2;
  const cuts = [from];
  for (let i = 0; i < count; i++) {
    const start = from + margin + i * (window + pillar);
    cuts.push(start, start + window);
  }
  cuts.push(to);
  const part = (interval: number, band: number): ModelPart => {
    if (band === STRIPE) return "paint";
    return band === WINDOWS && interval % 2 === 1 ? "cabin" : "coat";
  };
  const sections = cuts.map((x): Section => ({ x, half: shell }));
  loft(mesh, sections, part, "coat");
}
