import { SURFACE_METRES, SURFACES, type Surface } from "../../../shared/surface.ts";
import type { Point3 } from "../../model/city-model.ts";
import type { CityFrame } from "./city-frame.ts";
import { Growing } from "./growing.ts";
import type { LinearColor } from "./linear-color.ts";
import type { TileMesh } from "./tile-mesh.ts";

const LARGEST_COORDINATE = 65_535;

/**
 * Grows the triangles of one tile out of points in the city's plane. Normals are turned with the axes
 * but not with the Earth: 24 km from the origin that is 0.2 degrees.
 */
export class MeshBuilder {
  readonly #frame: CityFrame;
  readonly #point = new Int32Array(3);
  readonly #positions = new Growing(Int32Array);
  readonly #normals = new Growing(Int8Array);
  readonly #colors = new Growing(Uint8Array);
  readonly #coordinates = new Growing(Uint16Array);
  readonly #surfaces = new Growing(Uint8Array);
  readonly #features = new Growing(Uint16Array);
  readonly #indices = new Growing(Uint32Array);
  #color: LinearColor = [0, 0, 0];
  #surface = 0;
  #feature = 0;

  constructor(frame: CityFrame) {
    this.#frame = frame;
  }

  get triangles(): number {
    return this.#indices.length / 3;
  }

  /** What the vertices that follow are of. */
  paint(surface: Surface, color: LinearColor, feature: number): void {
    this.#surface = SURFACES.indexOf(surface);
    this.#color = color;
    this.#feature = feature;
  }

  /** @param u metres, as @param v: shared/surface.ts tells along what. */
  vertex([east, north, height]: Point3, normal: Point3, u = 0, v = 0): number {
    this.#frame.lattice(east, north, height, this.#point);
    const [x = 0, y = 0, z = 0] = this.#point;
    this.#positions.push3(x, y, z);
    this.#normals.push3(signed(normal[0]), signed(normal[2]), signed(-normal[1]));
    this.#colors.push3(...this.#color);
    this.#coordinates.push(coordinate(u));
    this.#coordinates.push(coordinate(v));
    this.#surfaces.push(this.#surface);
    this.#features.push(this.#feature);
    return this.#surfaces.length - 1;
  }

  /** Anticlockwise seen from outside; left out where the lattice has made it a line. */
  triangle(a: number, b: number, c: number): void {
    if (this.#same(a, b) || this.#same(b, c) || this.#same(c, a)) return;
    this.#indices.push3(a, b, c);
  }

  build(): TileMesh {
    return {
      positions: this.#positions.values(),
      normals: this.#normals.values(),
      colors: this.#colors.values(),
      coordinates: this.#coordinates.values(),
      surfaces: this.#surfaces.values(),
      features: this.#features.values(),
      indices: this.#indices.values(),
    };
  }

  #same(a: number, b: number): boolean {
    const at = this.#positions;
    for (let axis = 0; axis < 3; axis++)
      if (at.at(3 * a + axis) !== at.at(3 * b + axis)) return false;
    return true;
  }
}

function signed(part: number): number {
  return Math.round(127 * part);
}

function coordinate(metres: number): number {
  return Math.min(LARGEST_COORDINATE, Math.max(0, Math.round(metres / SURFACE_METRES)));
}
