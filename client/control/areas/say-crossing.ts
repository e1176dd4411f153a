import type { Crossing } from "../../../shared/region.ts";
import type { Language } from "../../ui/words/language.ts";
import { language } from "../../ui/words/language.ts";
import { sayIn } from "../../ui/words/say.ts";

/** Who came or went and why it was noticed, without the region: "Bus 7 left". */
export function sayCrossing(crossing: Crossing, tongue: Language = language.value): string {
  const { type, cause, kind } = crossing;
  const name = crossing.entityName ?? `${sayIn(tongue, `kind-one.${kind}`)} ${crossing.entity}`;
  if (cause === "appeared" && type === "enter") return sayIn(tongue, "areas.appeared", { name });
  if (cause === "absent" && type === "leave") return sayIn(tongue, "areas.fell-silent", { name });
  return sayIn(tongue, type === "enter" ? "areas.entered" : "areas.left", { name });
}

/** The same with the region: "Bus 7 left Harbour". */
export function sayCrossingOf(crossing: Crossing, tongue: Language = language.value): string {
  const told = sayCrossing(crossing, tongue);
  return sayIn(tongue, "areas.crossing-of", { told, region: crossing.regionName });
}
