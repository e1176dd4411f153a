import { RANGES, widthOf } from "./check-schema.ts";
import { isJson, type Json, shown, type Tell } from "./tell.ts";

/**
 * Looks at metadata of one entity (tileset, tile, content, group): whether its class is in the schema and
 * its values are what the class says.
 *
 * @param whose `a tile`, `the tileset`
 */
export function checkEntity(entity: unknown, schema: unknown, tell: Tell, whose: string): void {
  if (!isJson(entity)) return tell.wrong(`the metadata of ${whose} are not an object`);
  const { class: name, properties: values = {} } = entity;
  if (typeof name !== "string")
    return tell.wrong(`the class of the metadata of ${whose} is ${shown(name)} and not a text`);
  if (!isJson(schema)) return tell.wrong(`${whose} has metadata, and there is no schema`);
  const known = classOf(schema, name);
  if (known === undefined)
    return tell.wrong(`${whose} has metadata of the class ${name}, which is not in the schema`);
  if (!isJson(values)) return tell.wrong(`the metadata of ${whose} have no object of properties`);
  for (const [id, property] of Object.entries(known))
    if (property.required === true && (values[id] === undefined || values[id] === null))
      tell.wrong(`the metadata of ${whose} lack ${id}, which the class ${name} requires`);
  for (const [id, value] of Object.entries(values)) {
    const property = known[id];
    const fault =
      property === undefined ? "which is not in the class" : faultOf(value, property, schema);
    if (fault !== undefined) tell.wrong(`the metadata of ${whose} have ${id}, ${fault}`);
  }
}

/** The properties of a class of a schema. */
export function classOf(schema: Json, name: string): Readonly<Record<string, Json>> | undefined {
  const found = isJson(schema.classes) ? schema.classes[name] : undefined;
  if (!isJson(found)) return undefined;
  const { properties = {} } = found;
  return isJson(properties) ? (properties as Readonly<Record<string, Json>>) : {};
}

/** The value of a property with a semantic, such as TILE_GEOMETRIC_ERROR. */
export function semanticValue(entity: unknown, schema: unknown, semantic: string): unknown {
  if (!isJson(entity) || !isJson(schema) || !isJson(entity.properties)) return undefined;
  const known = classOf(schema, String(entity.class)) ?? {};
  const [id] = Object.entries(known).find(([, property]) => property.semantic === semantic) ?? [];
  return id === undefined ? undefined : entity.properties[id];
}

/** Why a value is not of a property; undefined where it is. */
function faultOf(value: unknown, property: Json, schema: Json): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (property.array !== true) return faultOfOne(value, property, schema);
  if (!Array.isArray(value)) return `${shown(value)}, which is not an array`;
  if (property.count !== undefined && value.length !== property.count)
    return `an array of ${value.length} instead of ${shown(property.count)}`;
  for (const each of value) {
    const fault = faultOfOne(each, property, schema);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOfOne(value: unknown, property: Json, schema: Json): string | undefined {
  const { type, enumType } = property;
  const width = widthOf(type);
  if (width !== undefined) {
    const numbers = width === 1 ? [value] : value;
    if (!Array.isArray(numbers) || numbers.length !== width)
      return `${shown(value)}, which is no ${type}`;
    return numbers.map((each) => faultOfNumber(each, property)).find((fault) => fault);
  }
  if (type === "STRING" && typeof value !== "string") return `${shown(value)}, which is no text`;
  if (type === "BOOLEAN" && typeof value !== "boolean") return `${shown(value)}: not true or false`;
  if (type !== "ENUM") return undefined;
  const { values = [] } = (schema.enums as Readonly<Record<string, { values?: Json[] }>>)?.[
    String(enumType)
  ] ?? { values: [] };
  return values.some(({ name }) => name === value)
    ? undefined
    : `${shown(value)}, which is no name of the enum ${enumType}`;
}

function faultOfNumber(value: unknown, property: Json): string | undefined {
  const { componentType, min, max, normalized, scale = 1, offset = 0 } = property;
  if (typeof value !== "number") return `${shown(value)}, which is not a number`;
  const range = RANGES[String(componentType)];
  if (range && (value < range[0] || value > range[1] || !Number.isInteger(value)))
    return `${value}, which is out of the range of ${componentType}`;
  const unit = normalized === true && range ? value / range[1] : value;
  const told = unit * Number(scale) + Number(offset);
  if (typeof min === "number" && told < min) return `${told}, which is below its min ${min}`;
  return typeof max === "number" && told > max
    ? `${told}, which is above its max ${max}`
    : undefined;
}
