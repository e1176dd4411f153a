import { checkEntity, classOf } from "./check-entity.ts";
import { checkSchema } from "./check-schema.ts";
import { isJson, type Json, shown, type Tell } from "./tell.ts";

/**
 * Looks at a tileset's schema, groups, statistics and its own metadata. Gives the schema that its tiles
 * are held against.
 *
 * @param read the schema behind a `schemaUri`
 */
export async function checkMetadata(
  tileset: Json,
  tell: Tell,
  read: (uri: string) => Promise<unknown>,
): Promise<unknown> {
  const schema = await schemaOf(tileset, tell, read);
  const { groups, statistics, metadata } = tileset;
  if (metadata !== undefined) checkEntity(metadata, schema, tell, "the tileset");
  if (groups !== undefined) checkGroups(groups, schema, tell);
  if (statistics !== undefined) checkStatistics(statistics, schema, tell);
  return schema;
}

async function schemaOf(
  { schema, schemaUri }: Json,
  tell: Tell,
  read: (uri: string) => Promise<unknown>,
): Promise<unknown> {
  if (schema !== undefined && schemaUri !== undefined)
    tell.wrong("it has both a schema and a schemaUri");
  if (schema !== undefined) checkSchema(schema, tell);
  if (schema !== undefined || schemaUri === undefined) return schema;
  if (typeof schemaUri !== "string")
    return void tell.wrong(`its schemaUri is ${shown(schemaUri)} and not a text`);
  const found = await read(schemaUri);
  if (found === undefined) return void tell.wrong(`its schema ${schemaUri} cannot be read`);
  checkSchema(found, tell);
  return found;
}

function checkGroups(groups: unknown, schema: unknown, tell: Tell): void {
  if (!Array.isArray(groups) || groups.length === 0)
    return tell.wrong("its groups are not an array with elements");
  for (const group of groups) checkEntity(group, schema, tell, "a group");
}

function checkStatistics(statistics: unknown, schema: unknown, tell: Tell): void {
  const { classes } = isJson(statistics) ? statistics : { classes: null };
  if (classes === undefined) return;
  if (!isJson(classes)) return tell.wrong("the classes of its statistics are not an object");
  if (Object.keys(classes).length === 0) tell.wrong("the classes of its statistics are empty");
  for (const [name, one] of Object.entries(classes)) {
    if (!isJson(one)) tell.wrong(`the statistics of the class ${name} are not an object`);
    else if (!isJson(schema)) tell.wrong("it has statistics of classes, and there is no schema");
    else checkClass(name, one.properties, classOf(schema, name), tell);
  }
}

function checkClass(
  name: string,
  properties: unknown,
  known: Readonly<Record<string, Json>> | undefined,
  tell: Tell,
): void {
  if (known === undefined)
    return tell.wrong(`its statistics are of the class ${name}, which is not in the schema`);
  if (properties === undefined) return;
  if (!isJson(properties) || Object.keys(properties).length === 0)
    return tell.wrong(`the properties in the statistics of ${name} are not an object with some`);
  for (const id of Object.keys(properties))
    if (!(id in known)) tell.wrong(`its statistics have ${name}.${id}, which is not in the schema`);
}
