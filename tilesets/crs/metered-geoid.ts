import type { HeightModel } from "./height-model.ts";

/** Height of a geoid above the ellipsoid, metres, at a place in degrees; NaN where it has none. */
type Geoid = (longitude: number, latitude: number) => number;

/** What values a geoid gave, and for how many places another one had to. */
export interface GeoidNotes {
  readonly least: number;
  readonly greatest: number;
  readonly outside: number;
}

/** A geoid that notes which values it gave, so that the command can say so in the end. */
export class MeteredGeoid implements HeightModel {
  readonly #name: string;
  readonly #geoid: Geoid;
  readonly #otherwise: Geoid | undefined;
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;
  #outside = 0;

  /** @param otherwise for places that the geoid does not have */
  constructor(name: string, geoid: Geoid, otherwise?: Geoid) {
    this.#name = name;
    this.#geoid = geoid;
    this.#otherwise = otherwise;
  }

  undulation(longitude: number, latitude: number): number {
    let value = this.#geoid(longitude, latitude);
    if (Number.isNaN(value) && this.#otherwise !== undefined) {
      value = this.#otherwise(longitude, latitude);
      if (!Number.isNaN(value)) this.#outside++;
    }
    if (value < this.#least) this.#least = value;
    if (value > this.#greatest) this.#greatest = value;
    return value;
  }

  get notes(): GeoidNotes {
    return { least: this.#least, greatest: this.#greatest, outside: this.#outside };
  }

  /** Notes begin anew. */
  forget(): void {
    this.#least = Number.POSITIVE_INFINITY;
    this.#greatest = Number.NEGATIVE_INFINITY;
    this.#outside = 0;
  }

  /** Adds what the same geoid gave elsewhere. */
  join({ least, greatest, outside }: GeoidNotes): void {
    this.#least = Math.min(this.#least, least);
    this.#greatest = Math.max(this.#greatest, greatest);
    this.#outside += outside;
  }

  describe(): string {
    if (this.#least > this.#greatest) return `no heights above the sea met (geoid ${this.#name})`;
    const least = this.#least.toFixed(2);
    const greatest = this.#greatest.toFixed(2);
    const range = least === greatest ? `${least} m` : `${least} to ${greatest} m`;
    const outside = this.#outside === 0 ? "" : `; ${this.#outside} places outside of it by EGM96`;
    return `geoid ${this.#name}, ${range} above the ellipsoid here${outside}`;
  }
}
