import fc from "fast-check";

/** A CityObject with vertices of its own, as random cities are made of. */
export interface RandomObject {
  readonly key: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Of each geometry: its level of detail, its type, and its surfaces as rings of vertices. */
  readonly geometries: readonly RandomGeometry[];
  readonly parts: readonly RandomObject[];
}

export interface RandomGeometry {
  readonly lod: string;
  readonly type: "MultiSurface" | "Solid" | "CompositeSolid";
  readonly surfaces: readonly RandomSurface[];
}

export interface RandomSurface {
  /** Whole numbers, to be scaled. */
  readonly rings: readonly (readonly (readonly [number, number, number])[])[];
  readonly semantic: "RoofSurface" | "WallSurface" | null;
  readonly material: 0 | 1 | null;
}

export const SCALE = 1e-6;
export const ORIGIN = [139.5, 35.5, 10] as const;
const MATERIALS = [
  { name: "red", diffuseColor: [1, 0, 0] },
  { name: "glass", transparency: 0.25 },
];

const vertex = fc.tuple(
  fc.integer({ min: 0, max: 99_999 }),
  fc.integer({ min: 0, max: 99_999 }),
  fc.integer({ min: -500, max: 90_000_000 }),
);
const surface: fc.Arbitrary<RandomSurface> = fc.record({
  rings: fc.array(fc.array(vertex, { minLength: 3, maxLength: 5 }), { minLength: 1, maxLength: 2 }),
  semantic: fc.constantFrom("RoofSurface", "WallSurface", null),
  material: fc.constantFrom(0, 1, null),
});
const geometries = fc.uniqueArray(
  fc.record({
    lod: fc.constantFrom("1", "1.3", "2.2"),
    type: fc.constantFrom("MultiSurface", "Solid", "CompositeSolid"),
    surfaces: fc.array(surface, { minLength: 1, maxLength: 4 }),
  }),
  { selector: ({ lod }) => lod, maxLength: 2 },
);
const attributes = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,6}$/),
  fc.oneof(fc.integer(), fc.boolean(), fc.stringMatching(/^[a-zé建"\\]{1,9}$/)),
  { maxKeys: 3 },
);

/** Buildings, some with parts, and roads; every key once. */
export const randomCity: fc.Arbitrary<readonly RandomObject[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom("Building", "Road"),
      attributes,
      geometries,
      parts: fc.array(fc.record({ attributes, geometries }), { maxLength: 2 }),
    }),
    { maxLength: 5 },
  )
  .map((objects) =>
    objects.map((object, index) => ({
      ...object,
      key: `b${index}`,
      parts: (object.type === "Building" ? object.parts : []).map((part, number) => ({
        ...part,
        key: `b${index}-${number}`,
        type: "BuildingPart",
        parts: [],
      })),
    })),
  );

/** Writes objects as CityJSON would have them, over a list of vertices that they share. */
class CityJsonWriter {
  readonly vertices: (readonly [number, number, number])[] = [];
  readonly #known = new Map<string, number>();

  entries(object: RandomObject, parent?: string): [string, unknown][] {
    const own = {
      type: object.type,
      attributes: object.attributes,
      geometry: object.geometries.map((geometry) => this.#geometry(geometry)),
      ...(object.parts.length === 0 ? {} : { children: object.parts.map(({ key }) => key) }),
      ...(parent === undefined ? {} : { parents: [parent] }),
    };
    return [[object.key, own], ...object.parts.flatMap((part) => this.entries(part, object.key))];
  }

  #geometry({ lod, type, surfaces }: RandomGeometry): unknown {
    const nest = (values: unknown[]) =>
      type === "MultiSurface" ? values : type === "Solid" ? [values] : [[values]];
    return {
      type,
      lod,
      boundaries: nest(
        surfaces.map(({ rings }) => rings.map((ring) => ring.map((place) => this.#index(place)))),
      ),
      semantics: {
        surfaces: [{ type: "RoofSurface" }, { type: "WallSurface" }],
        values: nest(
          surfaces.map(({ semantic }) =>
            semantic === null ? null : semantic === "RoofSurface" ? 0 : 1,
          ),
        ),
      },
      material: { plain: { values: nest(surfaces.map(({ material }) => material)) } },
    };
  }

  #index(place: readonly [number, number, number]): number {
    const key = place.join();
    const index = this.#known.get(key) ?? this.vertices.push(place) - 1;
    this.#known.set(key, index);
    return index;
  }
}

const SHARED = {
  type: "CityJSON",
  version: "2.0",
  transform: { scale: [SCALE, SCALE, SCALE], translate: ORIGIN },
  metadata: { referenceSystem: "https://www.opengis.net/def/crs/EPSG/0/4979" },
  appearance: { materials: MATERIALS },
};

/** @param order turns members and objects into another order */
export function asCityJson(
  city: readonly RandomObject[],
  order: <Item>(items: readonly Item[]) => readonly Item[] = (items) => items,
): string {
  const writer = new CityJsonWriter();
  const objects = order(city.flatMap((object) => writer.entries(object)));
  const members = {
    ...SHARED,
    CityObjects: Object.fromEntries(objects),
    vertices: writer.vertices,
  };
  return JSON.stringify(Object.fromEntries(order(Object.entries(members))));
}

export function asCityJsonSeq(city: readonly RandomObject[]): string {
  const lines = city.map((object) => {
    const writer = new CityJsonWriter();
    const CityObjects = Object.fromEntries(writer.entries(object));
    return { type: "CityJSONFeature", id: object.key, CityObjects, vertices: writer.vertices };
  });
  return [{ ...SHARED, CityObjects: {}, vertices: [] }, ...lines]
    .map((line) => JSON.stringify(line))
    .join("\n");
}
