import { isJson, type Json, shown, type Tell } from "./tell.ts";

/** Sizes of vectors and matrices; others are no numbers. */
const WIDTHS: Readonly<Record<string, number>> = {
  SCALAR: 1,
  VEC2: 2,
  VEC3: 3,
  VEC4: 4,
  MAT2: 4,
  MAT3: 9,
  MAT4: 16,
};

/** Least and greatest of the whole number types. */
export const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  INT8: [-128, 127],
  UINT8: [0, 255],
  INT16: [-32_768, 32_767],
  UINT16: [0, 65_535],
  INT32: [-(2 ** 31), 2 ** 31 - 1],
  UINT32: [0, 2 ** 32 - 1],
  INT64: [-(2 ** 63), 2 ** 63],
  UINT64: [0, 2 ** 64],
};
const COMPONENTS = new Set([...Object.keys(RANGES), "FLOAT32", "FLOAT64"]);
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export function widthOf(type: unknown): number | undefined {
  return WIDTHS[String(type)];
}

/**
 * Looks at a schema of 3D Metadata, of a tileset or of a glb; tells what is wrong with it. Source: 3D
 * Metadata specification 1.0, of the Open Geospatial Consortium's 3D Tiles 1.1.
 */
export function checkSchema(schema: unknown, tell: Tell): void {
  if (!isJson(schema)) return tell.wrong(`its schema is ${shown(schema)} and not an object`);
  if (typeof schema.id !== "string") tell.wrong("its schema has no id");
  const { classes = {}, enums = {} } = schema;
  if (!isJson(classes)) return tell.wrong("the classes of its schema are not an object");
  if (!isJson(enums)) return tell.wrong("the enums of its schema are not an object");
  for (const [name, each] of Object.entries(enums)) checkEnum(name, each, tell);
  for (const [name, each] of Object.entries(classes)) {
    const { properties = {} } = isJson(each) ? each : { properties: undefined };
    if (!isJson(properties)) tell.wrong(`the properties of the class ${name} are not an object`);
    else
      for (const [id, property] of Object.entries(properties))
        checkProperty(`${name}.${id}`, id, property, enums, tell);
  }
}

function checkProperty(path: string, id: string, property: unknown, enums: Json, tell: Tell) {
  if (!IDENTIFIER.test(id)) tell.wrong(`${path} is not named with letters, digits and _`);
  if (!isJson(property)) return tell.wrong(`the property ${path} is not an object`);
  const { type, componentType, enumType } = property;
  if (type === "ENUM") {
    if (typeof enumType !== "string" || !(enumType in enums))
      tell.wrong(`the property ${path} is of the enum ${shown(enumType)}, which there is not`);
  } else if (widthOf(type) !== undefined) {
    if (!COMPONENTS.has(String(componentType)))
      tell.wrong(`the property ${path} is of the component type ${shown(componentType)}`);
  } else if (type !== "STRING" && type !== "BOOLEAN")
    tell.wrong(`the property ${path} is of the type ${shown(type)}, which there is not`);
}

function checkEnum(name: string, value: unknown, tell: Tell): void {
  const { values, valueType = "UINT16" } = isJson(value) ? value : {};
  const range = RANGES[String(valueType)];
  if (range === undefined)
    tell.wrong(`the enum ${name} is of the value type ${shown(valueType)}, which there is not`);
  if (!Array.isArray(values) || values.length === 0)
    return tell.wrong(`the enum ${name} has no values`);
  const [names, numbers] = [new Set<unknown>(), new Set<unknown>()];
  for (const each of values.filter(isJson)) {
    names.add(each.name);
    numbers.add(each.value);
    const [least, most] = range ?? [-Infinity, Infinity];
    if (!Number.isInteger(each.value) || Number(each.value) < least || Number(each.value) > most)
      tell.wrong(`the enum ${name} has the value ${shown(each.value)}, which is no ${valueType}`);
  }
  if (names.size < values.length || numbers.size < values.length)
    tell.wrong(`the enum ${name} has a name or a value twice`);
}
