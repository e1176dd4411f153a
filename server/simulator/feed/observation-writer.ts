import type { CityPlane } from "../../../shared/city-plane.ts";
import type { Telling } from "../part.ts";

/** Records and characters of one message: far below what the broker takes (`mqttMessageBytes`). */
const RECORDS = 200;
const CHARACTERS = 256 * 1024;

/** One MQTT message: the name of who sends, and a JSON array of observations. */
export interface ObservationMessage {
  readonly source: string;
  readonly payload: string;
  readonly records: number;
}

/** What of an entity's records is always the same, and when it was told last. */
interface Known {
  readonly head: string;
  readonly name: string;
  /** Milliseconds since 1970 by the wall's clock. */
  toldAt: number;
}

/**
 * Writes tellings as canonical observations (docs/observations.md), in arrays by source. Text is put
 * together by hand: the head of each entity's record is written once.
 */
export class ObservationWriter {
  readonly #plane: CityPlane;
  readonly #known = new Map<string, Known>();
  readonly #open = new Map<string, string[]>();
  #full: ObservationMessage[] = [];
  readonly #characters = new Map<string, number>();
  #at = 0;
  #instant = "";
  #interval = 0;

  constructor(plane: CityPlane) {
    this.#plane = plane;
  }

  /**
   * Begins what is told at a moment.
   * @param at Milliseconds since 1970 by the wall's clock: the observations' own time.
   * @param interval Milliseconds that an entity keeps quiet after it was told.
   */
  begin(at: number, interval: number): void {
    this.#at = at;
    this.#interval = interval;
    this.#instant = `"},"observedAt":"${new Date(at).toISOString()}"`;
  }

  /** Writes one telling, unless its entity was told just now. */
  tell(telling: Telling): void {
    const known = this.#knownOf(telling);
    if (this.#at - known.toldAt < this.#interval) return;
    known.toldAt = this.#at;
    let records = this.#open.get(telling.source);
    if (records === undefined) {
      records = [];
      this.#open.set(telling.source, records);
    }
    const record = this.#record(known.head, telling);
    records.push(record);
    const characters = (this.#characters.get(telling.source) ?? 0) + record.length;
    this.#characters.set(telling.source, characters);
    if (records.length >= RECORDS || characters > CHARACTERS) this.#close(telling.source);
  }

  /** Whole messages since the last call: what is open is closed. */
  take(): readonly ObservationMessage[] {
    for (const source of this.#open.keys()) this.#close(source);
    const messages = this.#full;
    this.#full = [];
    return messages;
  }

  #close(source: string): void {
    const records = this.#open.get(source) ?? [];
    if (records.length === 0) return;
    this.#full.push({ source, payload: `[${records.join(",")}]`, records: records.length });
    this.#open.set(source, []);
    this.#characters.set(source, 0);
  }

  #knownOf(telling: Telling): Known {
    const before = this.#known.get(telling.id);
    if (before?.name === telling.name) return before;
    const { id, kind, name, source } = telling;
    const entity = { id, kind, name, source, provenance: "simulated" };
    const head = `{"entity":${JSON.stringify(entity).slice(0, -2)}`;
    const known = { head, name, toldAt: before?.toldAt ?? Number.NEGATIVE_INFINITY };
    this.#known.set(id, known);
    return known;
  }

  #record(head: string, telling: Telling): string {
    const { east, north, height, headingDegrees, speed, values } = telling;
    const [longitude, latitude, above] = this.#plane.geodetic(east, north, height);
    let text =
      `${head}${this.#instant},"position":{"longitude":${Math.round(longitude * 1e7) / 1e7}` +
      `,"latitude":${Math.round(latitude * 1e7) / 1e7},"height":${Math.round(above * 100) / 100}}`;
    if (headingDegrees !== undefined && speed !== undefined) {
      text += `,"motion":{"headingDegrees":${Math.round(headingDegrees * 10) / 10},"speed":${Math.round(speed * 100) / 100}}`;
    }
    if (values === undefined) return `${text}}`;
    let comma = ',"values":{';
    for (const name in values) {
      text += `${comma}"${name}":${values[name]}`;
      comma = ",";
    }
    return comma === "," ? `${text}}}` : `${text}}`;
  }
}
