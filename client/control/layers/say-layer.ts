import type { CityLayer } from "../../../shared/city.ts";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";

/** What a layer is called: by its own name where it has one, or by what it holds. */
export function sayLayer({ role, name }: CityLayer): string {
  return name?.[language.value] ?? say(`layers.${role}`);
}
