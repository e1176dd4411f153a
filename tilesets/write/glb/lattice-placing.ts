import { FAITHFUL_LATTICE_METRES } from "../mesh/city-frame.ts";

const UNSIGNED_SHORT = 5123;
const FLOAT = 5126;
const SHORTS = 65_536;
/** Lattice steps that a stored one may stand for. */
const COARSEST = 64;

/** How a tile's positions are stored. */
export interface Placing {
  /** Of the node: from what is stored to metres of the tile's frame. */
  readonly node: { readonly translation?: number[]; readonly scale?: number[] };
  /** Positions of one mesh, and the form of their accessor. */
  store(positions: Int32Array): { values: Uint16Array | Float32Array; accessor: object };
}

/**
 * Positions of a tile's meshes are 16-bit lattice points from the least corner of them all
 * (KHR_mesh_quantization), or where they reach too far for that, 32-bit floats, still on the lattice.
 *
 * @param step lattice steps that a stored one stands for, a power of two; twice as many where 16 bits
 * are too few, unless that is the finest level of a city that is to stay what it was
 */
export function latticePlacing(
  meshes: readonly Int32Array[],
  { step: least, latticeMetres }: { step: number; latticeMetres: number },
): Placing {
  const [low, high] = cornersOf(...meshes);
  const reach = Math.max(...high.map((value, axis) => value - (low[axis] ?? 0)));
  const exact = least === 1 && latticeMetres <= FAITHFUL_LATTICE_METRES;
  const steps = exact ? [least] : [least, 2 * least];
  const step = steps.find((each) => reach / each < SHORTS - 2 && each <= Math.max(COARSEST, least));
  return step === undefined ? floats(latticeMetres) : shorts(low, step, latticeMetres);
}

function shorts(low: readonly number[], step: number, latticeMetres: number): Placing {
  // From a point of the coarser lattice, so that tiles of one level still meet.
  const origin = low.map((value) => Math.floor(value / step));
  const stored = (value: number, axis: number) => Math.round(value / step) - (origin[axis] ?? 0);
  const scale = new Array<number>(3).fill(step * latticeMetres);
  return {
    node: { translation: origin.map((value) => value * step * latticeMetres), scale },
    store(positions) {
      const [from, to] = cornersOf(positions);
      const bounds = { min: from.map(stored), max: to.map(stored) };
      const values = new Uint16Array(positions.length);
      for (let axis = 0; axis < 3; axis++) {
        const from = origin[axis] ?? 0;
        for (let i = axis; i < positions.length; i += 3)
          values[i] = Math.round((positions[i] as number) / step) - from;
      }
      return { values, accessor: { type: "VEC3", componentType: UNSIGNED_SHORT, ...bounds } };
    },
  };
}

function floats(latticeMetres: number): Placing {
  const metres = (value: number) => Math.fround(value * latticeMetres);
  return {
    node: {},
    store(positions) {
      const [from, to] = cornersOf(positions);
      const bounds = { min: from.map(metres), max: to.map(metres) };
      const values = new Float32Array(positions.length);
      for (let i = 0; i < positions.length; i++)
        values[i] = (positions[i] as number) * latticeMetres;
      return { values, accessor: { type: "VEC3", componentType: FLOAT, ...bounds } };
    },
  };
}

/** Least and greatest x, y, z. */
export function cornersOf(...meshes: readonly Int32Array[]): [least: number[], most: number[]] {
  const least = [Infinity, Infinity, Infinity];
  const most = [-Infinity, -Infinity, -Infinity];
  for (const positions of meshes)
    for (let axis = 0; axis < 3; axis++) {
      let low = least[axis] as number;
      let high = most[axis] as number;
      for (let i = axis; i < positions.length; i += 3) {
        const value = positions[i] as number;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      least[axis] = low;
      most[axis] = high;
    }
  return [least, most];
}
