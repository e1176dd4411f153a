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
  readonly #features = new Growing(Uint32Array);
  readonly #indices = new Growing(Uint32Array);
  #color: LinearColor = [0, 0, 0];
  #surface = 0;
  #feature = 0;
  #lines = 0;

  constructor(frame: CityFrame) {
    this.#frame = frame;
  }

  /** How many there are. */
  get vertices(): number {
    return this.#features.length;
  }

  get triangles(): number {
    return this.#indices.length / 3;
  }

  /** Triangles that were left out because the lattice has made them lines. */
  get lines(): number {
    return this.#lines;
  }

  /** What the vertices that follow are of. */
  paint(surface: Surface, color: LinearColor, feature: number): void {
    this.#surface = SURFACES.indexOf(surface);
    this.#color = color;
    this.#feature = feature;
  }

  /** @param u metres, as @param v: shared/surface.ts tells along what. */
  vertex([east, north, height]: Point3, normal: Point3, u = 0, v = 0): number {
    const vertex = this.vertices;
    const place = 3 * vertex;
    this.#frame.lattice(east, north, height, this.#point);
    const positions = this.#positions.reserve(3);
    positions[place] = this.#point[0] as number;
    positions[place + 1] = this.#point[1] as number;
    positions[place + 2] = this.#point[2] as number;
    const normals = this.#normals.reserve(3);
    normals[place] = signed(normal[0]);
    normals[place + 1] = signed(normal[2]);
    normals[place + 2] = signed(-normal[1]);
    const colors = this.#colors.reserve(3);
    colors[place] = this.#color[0];
    colors[place + 1] = this.#color[1];
    colors[place + 2] = this.#color[2];
    const coordinates = this.#coordinates.reserve(2);
    coordinates[2 * vertex] = coordinate(u);
    coordinates[2 * vertex + 1] = coordinate(v);
    this.#surfaces.reserve(1)[vertex] = this.#surface;
    this.#features.reserve(1)[vertex] = this.#feature;
    return vertex;
  }

  /**
   * Many vertices and triangles in one go: x, y, z of each place and of its normal. Each array is filled by
   * a loop of its own, several times as fast as vertex by vertex.
   */
  add(places: Float64Array, normals: Float64Array, triangles: Uint32Array): void {
    const [first, start] = [this.vertices, this.#positions.length];
    const positions = this.#positions.reserve(places.length);
    for (let i = 0; i < places.length; i += 3) {
      this.#frame.lattice(
        places[i] as number,
        places[i + 1] as number,
        places[i + 2] as number,
        this.#point,
      );
      positions[start + i] = this.#point[0] as number;
      positions[start + i + 1] = this.#point[1] as number;
      positions[start + i + 2] = this.#point[2] as number;
    }
    const turned = this.#normals.reserve(places.length);
    for (let i = 0; i < places.length; i += 3) {
      turned[start + i] = signed(normals[i] as number);
      turned[start + i + 1] = signed(normals[i + 2] as number);
      turned[start + i + 2] = signed(-(normals[i + 1] as number));
    }
    const colors = this.#colors.reserve(places.length);
    const [red, green, blue] = this.#color;
    for (let i = start; i < start + places.length; i += 3) {
      colors[i] = red;
      colors[i + 1] = green;
      colors[i + 2] = blue;
    }
    const count = places.length / 3;
    this.#coordinates.reserve(2 * count).fill(0, 2 * first, 2 * (first + count));
    this.#surfaces.reserve(count).fill(this.#surface, first, first + count);
    this.#features.reserve(count).fill(this.#feature, first, first + count);
    for (let i = 0; i < triangles.length; i += 3)
      this.triangle(
        first + (triangles[i] as number),
        first + (triangles[i + 1] as number),
        first + (triangles[i + 2] as number),
      );
  }

  /** Anticlockwise seen from outside; left out where the lattice has made it a line. */
  triangle(a: number, b: number, c: number): void {
    if (this.#same(a, b) || this.#same(b, c) || this.#same(c, a)) {
      this.#lines++;
      return;
    }
    const place = this.#indices.length;
    const indices = this.#indices.reserve(3);
    indices[place] = a;
    indices[place + 1] = b;
    indices[place + 2] = c;
  }

  build(): Required<TileMesh> {
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
