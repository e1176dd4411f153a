import { ModelMesh, type ModelPoint } from "./model-mesh.ts";
import { box, boxes, loft } from "./model-solids.ts";

/** Metres from the middle to a rotor's axle along both axes; the shader turns the blades about it. */
export const ROTOR_OFFSET = 1.05;
const BLADE = 0.72;

/** A delivery drone with four rotors and a parcel; its middle is where the entity is. */
export function droneMesh(): ModelMesh {
  const mesh = new ModelMesh();
  const body = [
    [-0.6, 0.16, -0.06, 0.3, 0.02, 0.2, 0.14],
    [-0.3, 0.3, -0.12, 0.42, 0.04, 0.3, 0.24],
    [0.3, 0.3, -0.12, 0.4, 0.04, 0.28, 0.22],
    [0.66, 0.12, -0.04, 0.2, 0.02, 0.14, 0.1],
  ] as const;
  const sections = body.map(([x, y0, z0, y1, z1, y2, z2]) => ({
    x,
    half: [
      [y0, z0],
      [y1, z1],
      [y2, z2],
    ] as const,
  }));
  loft(
    mesh,
    sections,
    (interval, band) => (interval === 2 && band === 2 ? "glass" : "paint"),
    "paint",
  );
  box(mesh, { x: [-0.34, 0.34], y: [-0.28, 0.28], z: [-0.5, -0.1] }, "coat");
  boxes(mesh, { x: [-0.5, 0.5], y: [0.42, 0.47], z: [-0.56, -0.5] }, "dark");
  boxes(mesh, { x: [-0.03, 0.03], y: [0.36, 0.44], z: [-0.56, 0] }, "dark");
  for (const [ahead, left] of [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ] as const)
    arm(mesh, ahead, left);
  return mesh;
}

/** An arm, its motor and its two blades. */
function arm(mesh: ModelMesh, ahead: number, left: number): void {
  const reach = ROTOR_OFFSET * Math.SQRT2;
  const bar = new ModelMesh();
  box(bar, { x: [0.25, reach], y: [-0.06, 0.06], z: [0.0, 0.1] }, "dark");
  box(bar, { x: [reach - 0.13, reach + 0.13], y: [-0.13, 0.13], z: [-0.06, 0.2] }, "dark");
  box(
    bar,
    { x: [reach - 0.06, reach + 0.06], y: [-0.06, 0.06], z: [-0.14, -0.06] },
    left > 0 ? "port" : "starboard",
  );
  const turn = Math.atan2(left, ahead);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  mesh.add(bar, ([x, y, z]): ModelPoint => [x * cos - y * sin, x * sin + y * cos, z]);
  const [x, y] = [ahead * ROTOR_OFFSET, left * ROTOR_OFFSET];
  box(mesh, { x: [x - BLADE, x + BLADE], y: [y - 0.055, y + 0.055], z: [0.22, 0.245] }, "rotor");
}
