import type { MultiPolygon, Polygon, Position } from "geojson";
import { Random } from "../../../shared/random.ts";
import type { Region } from "../../../shared/region.ts";

/** Degrees of a metre, near 34.55 N. */
export const LONGITUDE_METRE = 1 / 91_800;
export const LATITUDE_METRE = 1 / 110_930;
const WEST = 137.578;
const SOUTH = 34.532;

/** A town of so many metres to each side, with regions and a crowd in it. */
export class Town {
  readonly size: number;
  readonly #random: Random;

  constructor(size: number, seed: string) {
    this.size = size;
    this.#random = new Random(seed);
  }

  /**
   * Regions as people draw them: 40 to 1,200 m across, most of them small, 8 to 60 corners; one in seven
   * has a hole, one in twenty two parts, one in ten a floor or a ceiling.
   */
  regions(count: number): Region[] {
    return Array.from({ length: count }, (_, index): Region => {
      const radius = 20 * 30 ** this.#random.next();
      const two = this.#random.next() < 0.05;
      const polygons = Array.from({ length: two ? 2 : 1 }, () => this.#polygon(radius));
      const geometry: Polygon | MultiPolygon = two
        ? { type: "MultiPolygon", coordinates: polygons }
        : { type: "Polygon", coordinates: polygons[0] as Position[][] };
      const limited = this.#random.next() < 0.1;
      return {
        id: `region:${index}`,
        name: `Region ${index}`,
        geometry,
        ...(limited ? { ceiling: this.#random.between(50, 150) } : {}),
      };
    });
  }

  place(): [longitude: number, latitude: number] {
    return [
      WEST + this.#random.between(0, this.size) * LONGITUDE_METRE,
      SOUTH + this.#random.between(0, this.size) * LATITUDE_METRE,
    ];
  }

  between(low: number, high: number): number {
    return this.#random.between(low, high);
  }

  #polygon(radius: number): Position[][] {
    const [x, y] = this.place();
    const outline = this.#ring(x, y, radius);
    return this.#random.next() < 1 / 7 ? [outline, this.#ring(x, y, radius / 4)] : [outline];
  }

  #ring(x: number, y: number, radius: number): Position[] {
    const corners = Math.floor(this.#random.between(8, 61));
    const bays = Math.floor(this.#random.between(2, 6));
    const turn = this.#random.between(0, 2 * Math.PI);
    const ring = Array.from({ length: corners }, (_, i): Position => {
      const angle = (2 * Math.PI * i) / corners;
      // Drawn by hand: a few wide bays, and no edge quite where it should be.
      const bay = 0.8 + 0.15 * Math.sin(bays * angle + turn);
      const away = radius * bay * this.#random.between(0.95, 1.05);
      return [
        x + away * Math.cos(angle) * LONGITUDE_METRE,
        y + away * Math.sin(angle) * LATITUDE_METRE,
      ];
    });
    return [...ring, ring[0] as Position];
  }
}
