import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import type { UseFamily } from "../scene/looks/use-families.ts";

/** The uses that have a colour together, in words. */
export function familyWords({ uses }: UseFamily): string {
  if (uses.length === 0) return say("camera.use-unknown");
  const between = language.value === "ja" ? "・" : ", ";
  const [first = "", ...rest] = uses.map((use) => say(`use.${use}`));
  const rests = language.value === "ja" ? rest : rest.map((word) => word.toLowerCase());
  return [first, ...rests].join(between);
}
