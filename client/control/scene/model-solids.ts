import type { ModelMesh, ModelPart, ModelPoint, Section } from "./model-mesh.ts";

/**
 * A closed hull through sections in the order of their x, each with as many points as the others.
 * `part` says what the band from a point to the next one up is made of, between a section and the next;
 * the band past the last point is the top. The ends are closed with `ends`, and so is the bottom.
 */
export function loft(
  mesh: ModelMesh,
  sections: readonly Section[],
  part: (interval: number, band: number) => ModelPart,
  ends: ModelPart,
): void {
  const rings = sections.map(ringOf);
  const bands = sections[0]?.half.length ?? 0;
  for (let i = 0; i + 1 < rings.length; i++) {
    const [low, high] = [rings[i] as ModelPoint[], rings[i + 1] as ModelPoint[]];
    for (let j = 0; j < low.length; j++) {
      const next = (j + 1) % low.length;
      // Up the left side, over the top, down the right side, and back below.
      const band = j < bands ? j : j === low.length - 1 ? -1 : 2 * bands - 2 - j;
      const made = band === -1 ? "dark" : part(i, band);
      mesh.quad(at(low, j), at(low, next), at(high, next), at(high, j), made);
    }
  }
  close(mesh, rings[0] as ModelPoint[], ends, true);
  close(mesh, rings.at(-1) as ModelPoint[], ends, false);
}

export interface Box {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly z: readonly [number, number];
}

export function box(mesh: ModelMesh, { x, y, z }: Box, part: ModelPart): void {
  const p = (i: 0 | 1, j: 0 | 1, k: 0 | 1): ModelPoint => [x[i], y[j], z[k]];
  mesh.quad(p(1, 0, 0), p(1, 1, 0), p(1, 1, 1), p(1, 0, 1), part);
  mesh.quad(p(0, 1, 0), p(0, 0, 0), p(0, 0, 1), p(0, 1, 1), part);
  mesh.quad(p(1, 1, 0), p(0, 1, 0), p(0, 1, 1), p(1, 1, 1), part);
  mesh.quad(p(0, 0, 0), p(1, 0, 0), p(1, 0, 1), p(0, 0, 1), part);
  mesh.quad(p(0, 0, 1), p(1, 0, 1), p(1, 1, 1), p(0, 1, 1), part);
  mesh.quad(p(0, 1, 0), p(1, 1, 0), p(1, 0, 0), p(0, 0, 0), part);
}

/** The same box at both sides. */
export function boxes(mesh: ModelMesh, { x, y, z }: Box, part: ModelPart): void {
  box(mesh, { x, y, z }, part);
  box(mesh, { x, y: [-y[1], -y[0]], z }, part);
}

/** A pair of wheels on one axle that stand on the ground; `out` metres to their outer faces. */
export function axle(
  mesh: ModelMesh,
  { x, out, radius, width }: { x: number; out: number; radius: number; width: number },
): void {
  disc(mesh, x, out, out - width, radius);
  disc(mesh, x, -out, -out + width, radius);
}

const CORNERS = 8;

/** One wheel: its tread, and its face with a lighter hub. */
function disc(mesh: ModelMesh, x: number, outer: number, inner: number, radius: number): void {
  const left = outer > inner;
  const rim = (y: number, i: number, r = radius): ModelPoint => {
    const turn = (((left ? -i : i) % CORNERS) / CORNERS) * 2 * Math.PI;
    return [x + r * Math.cos(turn), y, radius + r * Math.sin(turn)];
  };
  for (let i = 0; i < CORNERS; i++) {
    mesh.quad(rim(inner, i), rim(outer, i), rim(outer, i + 1), rim(inner, i + 1), "dark");
    const hub = radius * 0.55;
    mesh.quad(rim(outer, i), rim(outer, i, hub), rim(outer, i + 1, hub), rim(outer, i + 1), "dark");
    mesh.triangle([x, outer, radius], rim(outer, i + 1, hub), rim(outer, i, hub), "trim");
    mesh.triangle([x, inner, radius], rim(inner, i), rim(inner, i + 1), "dark");
  }
}

function ringOf({ x, half }: Section): ModelPoint[] {
  const left = half.map(([y, z]): ModelPoint => [x, y, z]);
  const right = half.map(([y, z]): ModelPoint => [x, -y, z]).reverse();
  return [...left, ...right];
}

/** The end of a hull, seen from ahead or from behind. */
function close(mesh: ModelMesh, ring: readonly ModelPoint[], part: ModelPart, rear: boolean): void {
  const half = ring.length / 2;
  for (let j = 0; j + 1 < half; j++) {
    const corners = [
      at(ring, j),
      at(ring, j + 1),
      at(ring, ring.length - 2 - j),
      at(ring, ring.length - 1 - j),
    ] as const;
    const [a, b, c, d] = rear ? ([...corners].reverse() as unknown as typeof corners) : corners;
    mesh.quad(a, b, c, d, part);
  }
}

function at(ring: readonly ModelPoint[], index: number): ModelPoint {
  return ring[index] as ModelPoint;
}
