import type { CityPlane } from "../../../shared/city-plane.ts";
import { ecefFrom, LocalFrame } from "../../../shared/geodesy.ts";

/**
 * Vertices lie on a lattice of so many metres, the same for every tile of a city, so that tiles meet
 * without cracks. A power of two: exact in 32-bit floats 100 km away.
 */
export const LATTICE_METRES = 1 / 64;

/**
 * Of cities that are read from files: no corner is farther than 1.7 mm from where it was. Volumes of houses
 * stay within 0.1 %; with 1 / 128, 92 of 657 of PLATEAU's Niiza did not, and tiles are 4 % smaller.
 */
export const FAITHFUL_LATTICE_METRES = 1 / 512;

/** The frame that all tiles of a city share: glTF's axes (x east, y up, z south) about its plane's origin. */
export class CityFrame {
  readonly latticeMetres: number;
  readonly #plane: CityPlane;
  readonly #frame: LocalFrame;
  readonly #scratch = new Float64Array(3);

  /** @param latticeMetres a power of two */
  constructor(plane: CityPlane, latticeMetres: number = LATTICE_METRES) {
    this.latticeMetres = latticeMetres;
    this.#plane = plane;
    this.#frame = new LocalFrame(plane.longitude, plane.latitude, plane.height);
  }

  /** Writes the lattice point (x, y, z, whole numbers of latticeMetres) of a place in the plane. */
  lattice(east: number, north: number, height: number, out: Int32Array): void {
    const [longitude, latitude, above] = this.#plane.geodetic(east, north, height);
    this.#frame.write(longitude, latitude, above, this.#scratch, 0);
    const x = this.#scratch[0] as number;
    const y = this.#scratch[1] as number;
    const z = this.#scratch[2] as number;
    if (!Number.isFinite(x + y + z))
      throw new Error(`CityFrame: there is no place at ${east}, ${north}, ${height}`);
    out[0] = Math.round(x / this.latticeMetres);
    out[1] = Math.round(z / this.latticeMetres);
    out[2] = Math.round(-y / this.latticeMetres);
  }

  /** Column-major matrix from x east, y north, z up (3D Tiles' axes) to earth-centred metres. */
  get transform(): number[] {
    const { longitude, latitude, height } = this.#frame;
    const lon = (longitude * Math.PI) / 180;
    const lat = (latitude * Math.PI) / 180;
    const east = [-Math.sin(lon), Math.cos(lon), 0];
    const north = [-Math.sin(lat) * Math.cos(lon), -Math.sin(lat) * Math.sin(lon), Math.cos(lat)];
    const up = [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
    return [...east, 0, ...north, 0, ...up, 0, ...ecefFrom(longitude, latitude, height), 1];
  }
}
