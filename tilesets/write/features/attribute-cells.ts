import { join } from "node:path";
import type { Attribute } from "../../model/attribute.ts";
import type { CityColumn } from "./city-columns.ts";
import { ColumnFile } from "./column-file.ts";

/** Where fewer of the buildings have an attribute, those that do are listed. */
const FEW = 0.4;

/** The cells of one attribute of buildings, as shared/city-footprints.ts tells. */
export class AttributeCells {
  readonly cells: ColumnFile;
  readonly places: ColumnFile | undefined;
  readonly #column: CityColumn;
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(column: CityColumn, folder: string, buildings: number) {
    this.#column = column;
    const { id, values = [] } = column.spec;
    this.cells = new ColumnFile(join(folder, `cells-${id}`));
    const isFew = column.attribute.known < FEW * buildings;
    this.places = isFew ? new ColumnFile(join(folder, `places-${id}`)) : undefined;
    this.#numbers = new Map(values.map((value, i) => [value, i]));
  }

  /** What stands before its cells. */
  get head(): string {
    const { spec, attribute } = this.#column;
    const { type, values } = spec;
    const codes = attribute.values?.map(({ code }) => code ?? null);
    const known = codes?.some((code) => code !== null) ? { codes } : {};
    const told = JSON.stringify({ type, ...(values === undefined ? {} : { values }), ...known });
    return `${JSON.stringify(spec.id)}:${told.slice(0, -1)},`;
  }

  get bytes(): number {
    return Buffer.byteLength(this.head) + this.cells.bytes + (this.places?.bytes ?? 0) + 32;
  }

  /** For people. */
  get label(): string {
    return this.#column.attribute.label.en;
  }

  /** @param told the building's attributes by their paths */
  add(told: ReadonlyMap<string, Attribute["value"]>, place: number): void {
    const value = told.get(this.#column.path);
    const cell = value === undefined ? null : this.#cellOf(value);
    if (this.places !== undefined && cell === null) return;
    this.places?.push(String(place));
    this.cells.push(String(cell));
  }

  async put(): Promise<void> {
    await this.cells.put();
    await this.places?.put();
  }

  #cellOf(value: Attribute["value"]): number | null {
    const { type } = this.#column.spec;
    if (type === "number")
      return typeof value === "number" && Number.isFinite(value) ? value : null;
    if (type === "boolean") return value === true || value === "true" ? 1 : 0;
    return this.#numbers.get(String(value)) ?? null;
  }
}
