import { basename, resolve } from "node:path";
import type { Bilingual } from "../../shared/city.ts";
import type { ConvertOptions } from "../read-arguments.ts";

/** What the city is called, and its id in addresses: by option, by its data, by its folder. */
export function cityName(
  { name, out }: Pick<ConvertOptions, "name" | "out">,
  told: string | undefined,
): { readonly id: string; readonly name: Bilingual } {
  const folder = basename(resolve(out));
  const text = name ?? told ?? folder;
  const id = folder
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return { id: id === "" ? "city" : id, name: { en: text, ja: text } };
}
