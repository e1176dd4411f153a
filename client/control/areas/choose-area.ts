import type { Feature, MultiPolygon, Polygon } from "geojson";
import type { Answers } from "../../twin/answers.ts";
import type { Room } from "../room.ts";
import type { ChosenArea } from "../scene/areas/area-layers.ts";

/** Selects an area and goes there. */
export function chooseArea(room: Room, area: ChosenArea): void {
  room.selection.select(area);
  flyToArea(room, area);
}

/** Goes to an area; does nothing where it is gone. */
export function flyToArea({ answers, scene }: Room, area: ChosenArea): void {
  const feature = featuresOf(answers, area).find(({ id }) => id === area.id);
  if (feature !== undefined) scene.peek()?.areas.flyToArea(feature.geometry);
}

function featuresOf(answers: Answers, { type }: ChosenArea): Feature<Polygon | MultiPolygon>[] {
  const asked = type === "region" ? answers.regions.peek() : answers.districts.peek();
  return asked.state === "ready" ? asked.data.features : [];
}
