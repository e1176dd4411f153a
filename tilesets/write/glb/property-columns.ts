import type { FeatureRow } from "./feature-row.ts";

/** One column of a table, as the parts that glTF's EXT_structural_metadata wants. */
export interface PropertyColumn {
  readonly name: string;
  /** As the schema of the table's class tells it. */
  readonly kind: {
    readonly type: "STRING" | "SCALAR" | "ENUM" | "BOOLEAN";
    readonly componentType?: string;
    readonly enumType?: string;
    /** Label for people. */
    readonly name?: string;
    /** What stands where a feature has nothing. */
    readonly noData?: number | string;
  };
  /** UTF-8 bytes of all texts, or the numbers. */
  readonly values: Uint8Array;
  /** For texts: where each begins, and the end (one more than there are features). */
  readonly offsets?: { readonly type: "UINT16" | "UINT32"; readonly values: Uint8Array };
  /** For an ENUM: what its numbers mean, as the schema's `enums` tell it. */
  readonly names?: object;
}

/** The properties of features, and their ids, as typed columns in the features' order. */
export function propertyColumns(features: readonly FeatureRow[]): PropertyColumn[] {
  const names = Object.keys(features[0]?.properties ?? {});
  return [idColumn(features), ...names.map((name) => column(name, features))];
}

export function idColumn(features: readonly FeatureRow[]): PropertyColumn {
  return textColumn(
    "id",
    features.map(({ id }) => id),
  );
}

function column(name: string, features: readonly FeatureRow[]): PropertyColumn {
  const values = features.map((feature) => {
    const value = feature.properties[name];
    if (value === undefined) throw new Error(`propertyColumns: ${feature.id} has no ${name}`);
    return value;
  });
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === 0) return textColumn(name, values.map(String));
  if (numbers.length < values.length)
    throw new Error(`propertyColumns: ${name} is text in some features and a number in others`);
  const whole = numbers.every((value) => Number.isInteger(value) && value >= 0);
  const { type: componentType, values: bytes } = whole ? wholeNumbers(numbers) : floats(numbers);
  return { name, kind: { type: "SCALAR", componentType }, values: bytes };
}

function floats(numbers: readonly number[]) {
  const values = new Uint8Array(Float32Array.from(numbers).buffer);
  return { type: "FLOAT32", values } as const;
}

/** In as few bytes as hold the largest. */
function wholeNumbers(numbers: ArrayLike<number>) {
  const small = Array.from(numbers).every((value) => value < 65_536);
  return small
    ? ({ type: "UINT16", values: new Uint8Array(Uint16Array.from(numbers).buffer) } as const)
    : ({ type: "UINT32", values: new Uint8Array(Uint32Array.from(numbers).buffer) } as const);
}

export function textColumn(name: string, texts: readonly string[]): PropertyColumn {
  const encoded = texts.map((text) => new TextEncoder().encode(text));
  const offsets = new Uint32Array(texts.length + 1);
  encoded.forEach((bytes, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + bytes.length;
  });
  // A view in a glTF has at least one byte, even where all texts are empty.
  const values = new Uint8Array(Math.max(1, offsets[texts.length] ?? 0));
  encoded.forEach((bytes, i) => {
    values.set(bytes, offsets[i]);
  });
  return { name, kind: { type: "STRING" }, values, offsets: wholeNumbers(offsets) };
}
