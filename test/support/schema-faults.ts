type Schema = Readonly<Record<string, unknown>>;
type Schemas = Readonly<Record<string, Schema>>;

/** Where a value is not as a JSON schema has it, as far as `/api/openapi.json` uses that; empty where it is. */
export function schemaFaults(
  value: unknown,
  schema: Schema,
  schemas: Schemas,
  path = "",
): readonly string[] {
  const faults: string[] = [];
  const at = (more: unknown, inner: Schema, name: string) =>
    faults.push(...schemaFaults(more, inner, schemas, `${path}/${name}`));
  if (typeof schema.$ref === "string")
    at(value, schemas[schema.$ref.split("/").at(-1) ?? ""] ?? { not: "found" }, "");
  for (const all of (schema.allOf ?? []) as Schema[]) at(value, all, "");
  const choices = schema.oneOf as Schema[] | undefined;
  if (choices !== undefined && !choices.some((each) => fits(value, each, schemas)))
    faults.push(`${path}: ${brief(value)} is none of ${choices.length}`);
  if (schema.type !== undefined && !isType(value, schema.type))
    faults.push(`${path}: ${brief(value)} is no ${schema.type}`);
  if (schema.const !== undefined && value !== schema.const)
    faults.push(`${path}: ${brief(value)} is not ${schema.const}`);
  if (Array.isArray(schema.enum) && !schema.enum.includes(value))
    faults.push(`${path}: ${brief(value)} is not listed`);
  if (typeof schema.minimum === "number" && (value as number) < schema.minimum)
    faults.push(`${path}: ${value} is below ${schema.minimum}`);
  if (Array.isArray(value) && schema.items !== undefined)
    for (const [i, each] of value.entries()) at(each, schema.items as Schema, String(i));
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    faults.push(...objectFaults(value, schema, schemas, path));
  return faults;
}

function objectFaults(value: object, schema: Schema, schemas: Schemas, path: string): string[] {
  const { required = [], additionalProperties } = schema as {
    required?: string[];
    additionalProperties?: unknown;
  };
  const properties = (schema.properties ?? {}) as Schemas;
  const missing = required.filter((name) => !(name in value));
  const faults = missing.map((name) => `${path}: there is no ${name}`);
  for (const [name, each] of Object.entries(value)) {
    const known = properties[name];
    if (known !== undefined) faults.push(...schemaFaults(each, known, schemas, `${path}/${name}`));
    else if (additionalProperties === false) faults.push(`${path}: ${name} is not known`);
    else if (typeof additionalProperties === "object")
      faults.push(
        ...schemaFaults(each, additionalProperties as Schema, schemas, `${path}/${name}`),
      );
  }
  return faults;
}

function fits(value: unknown, schema: Schema, schemas: Schemas): boolean {
  return schemaFaults(value, schema, schemas).length === 0;
}

function isType(value: unknown, type: unknown): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 80);
}
