/** Words to write JSON schemas with. */

export const text = { type: "string" };
export const count = { type: "integer", minimum: 0 };
export const instant = { type: "string", format: "date-time" };
export const milliseconds = { type: "number", description: "Milliseconds since 1970 (UTC)" };
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const list = (name: string) => ({ type: "array", items: ref(name) });
export const object = (
  properties: object,
  required: readonly string[] = Object.keys(properties),
) => ({
  type: "object",
  properties,
  required,
});
/** An object that has no other properties: what is not known is refused. */
export const only = (properties: object, required: readonly string[]) => ({
  ...object(properties, required),
  additionalProperties: false,
});
