import type { Feature } from "./mesh.ts";

/** One column of a table, as the parts that glTF's EXT_structural_metadata wants. */
export interface PropertyColumn {
  readonly name: string;
  readonly type: "STRING" | "SCALAR";
  /** UTF-8 bytes of all texts, or 32-bit floats. */
  readonly values: Uint8Array;
  /** For texts: where each begins, and the end (one more than there are features). */
  readonly offsets?: Uint8Array;
}

/** The properties of features, and their ids, as typed columns in the features' order. */
export function propertyColumns(features: readonly Feature[]): PropertyColumn[] {
  const names = Object.keys(features[0]?.properties ?? {});
  const ids = textColumn(
    "id",
    features.map((feature) => feature.id),
  );
  return [ids, ...names.map((name) => column(name, features))];
}

function column(name: string, features: readonly Feature[]): PropertyColumn {
  const values = features.map((feature) => {
    const value = feature.properties[name];
    if (value === undefined) throw new Error(`propertyColumns: ${feature.id} has no ${name}`);
    return value;
  });
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === 0) return textColumn(name, values.map(String));
  if (numbers.length < values.length)
    throw new Error(`propertyColumns: ${name} is text in some features and a number in others`);
  return { name, type: "SCALAR", values: new Uint8Array(Float32Array.from(numbers).buffer) };
}

function textColumn(name: string, texts: readonly string[]): PropertyColumn {
  const encoded = texts.map((text) => new TextEncoder().encode(text));
  const offsets = new Uint32Array(texts.length + 1);
  encoded.forEach((bytes, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + bytes.length;
  });
  const values = new Uint8Array(offsets[texts.length] ?? 0);
  encoded.forEach((bytes, i) => {
    values.set(bytes, offsets[i]);
  });
  return { name, type: "STRING", values, offsets: new Uint8Array(offsets.buffer) };
}
