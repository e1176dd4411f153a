import type { Attribute } from "../../../tilesets/model/attribute.ts";

/** The nested attributes that the official tiles keep in a text, as this project has attributes. */
export function officialAttributes(nested: unknown): Attribute[] {
  const found: Attribute[] = [];
  walk(nested, "", found);
  return found;
}

function walk(value: unknown, path: string, found: Attribute[]): void {
  if (typeof value !== "object" || value === null) return;
  const fields = value as Readonly<Record<string, unknown>>;
  for (const [name, each] of Object.entries(fields)) {
    if (/(_code|_uom)$/.test(name) && name.replace(/(_code|_uom)$/, "") in fields) continue;
    const plain = name.slice(name.indexOf(":") + 1);
    const here = path === "" ? plain : `${path}/${plain}`;
    if (Array.isArray(each))
      each.forEach((one, i) => {
        if (typeof one === "object") walk(one, `${here}${qualifier(one, i)}`, found);
        else if (i === 0) note(one, here, fields, name, found);
      });
    else if (typeof each === "object") walk(each, here, found);
    else note(each, here, fields, name, found);
  }
}

function note(
  value: unknown,
  path: string,
  fields: Readonly<Record<string, unknown>>,
  name: string,
  found: Attribute[],
): void {
  if (value === null || value === undefined || value === "") return;
  const codes = fields[`${name}_code`];
  const code = Array.isArray(codes) ? codes[0] : codes;
  const unit = fields[`${name}_uom`];
  const told = typeof value === "number" ? value : String(value);
  const kind = code !== undefined ? "category" : typeof told === "number" ? "number" : "text";
  found.push({
    ...{ path, value: told, kind },
    ...(code === undefined ? {} : { code: String(code) }),
    ...(typeof unit === "string" ? { unit } : {}),
  });
}

/** As the reader of CityGML tells several of one kind apart. */
function qualifier(one: object, index: number): string {
  const fields = one as Readonly<Record<string, unknown>>;
  const parts = ["uro:description", "uro:scale"].flatMap((name) => fields[name] ?? []);
  if (parts.length > 0) return `[${parts.join("・")}]`;
  return index === 0 ? "" : `[${index + 1}]`;
}
