import { computed, effect, type ReadonlySignal, untracked } from "@preact/signals";
import type { RegionFeature } from "../../../shared/region.ts";
import type { Answers } from "../../twin/answers.ts";
import type { CityClock } from "../../twin/city-clock.ts";
import type { Selection } from "../../twin/selection.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { language } from "../../ui/words/language.ts";
import type { Scene } from "../scene.ts";
import type { AreaSettings, Measure } from "./area-settings.ts";
import { type DistrictValue, districtValues } from "./district-values.ts";
import { levelOf, stepWidth } from "./shade-scale.ts";

export interface ShownAreas {
  /** Districts with their counts; empty before the first. */
  readonly districts: ReadonlySignal<readonly DistrictValue[]>;
  /** How wide a step of the legend is. */
  readonly step: ReadonlySignal<number>;
}

export interface ShowAreasParts {
  readonly answers: Answers;
  readonly selection: Selection;
  readonly settings: AreaSettings;
  readonly scene: ReadonlySignal<Scene | undefined>;
  readonly clock: CityClock;
}

/** Keeps the map's areas as the server counts them and the person has set them. */
export function showAreas(parts: ShowAreasParts): ShownAreas {
  const { answers, selection, settings, scene, clock } = parts;
  // Counts are of now: in the past the map has the areas' shapes and names only.
  const isLive = computed(() => clock.state.value.mode === "live");
  const districts = computed(() => {
    const asked = answers.districts.value;
    if (asked.state !== "ready") return [];
    const [shading, measure] = [settings.shading.value, settings.measure.value];
    return districtValues(asked.data, answers.news.value, { shading, measure });
  });
  const step = legendStep(districts, settings);
  effect(() =>
    scene.value?.areas.setDistricts(shaded(parts, isLive.value ? districts.value : [], step.value)),
  );
  effect(() => {
    const areas = scene.value?.areas;
    const asked = answers.regions.value;
    const isShown = settings.regions.value === "shown" && asked.state === "ready";
    const regions = isShown ? asked.data.features : [];
    const labels = regions.map((each) => [each.id, regionLabel(each, isLive.value)] as const);
    areas?.setRegions(regions, new Map(labels));
  });
  effect(() => {
    const chosen = selection.current.value;
    const isArea = chosen?.type === "region" || chosen?.type === "district";
    scene.value?.areas.setChosen(isArea ? chosen : undefined);
  });
  pulseCrossings(parts);
  return { districts, step };
}

/** The scale stays while it serves; with another measure it begins anew. */
function legendStep(
  districts: ReadonlySignal<readonly DistrictValue[]>,
  { shading, measure }: AreaSettings,
): ReadonlySignal<number> {
  let before: number | undefined;
  let of = "";
  return computed(() => {
    const now = `${shading.value} ${measure.value}`;
    if (now !== of) before = undefined;
    of = now;
    const largest = Math.max(0, ...districts.value.map(({ value }) => value));
    before = stepWidth(largest, before, measure.value === "count" ? 1 : 0);
    return before;
  });
}

function shaded(
  { answers, selection, settings }: ShowAreasParts,
  values: readonly DistrictValue[],
  step: number,
) {
  const asked = answers.districts.value;
  if (asked.state !== "ready") return [];
  const isShaded = settings.shading.value !== "none";
  const chosen = selection.current.value;
  const byId = new Map(values.map((value) => [value.id, value]));
  return asked.data.features.flatMap(({ id, geometry, properties }) => {
    // Where districts are not shaded, the chosen one still has its border.
    if (!isShaded && !(chosen?.type === "district" && chosen.id === id)) return [];
    const value = byId.get(`${id}`);
    const level = isShaded && value !== undefined ? levelOf(value.value, step) : undefined;
    const name = language.value === "ja" ? properties.nameJa : properties.name;
    const figure = value && `\n${sayValue(value.value, settings.measure.value)}`;
    return [{ id: `${id}`, geometry, level, label: `${name}${isShaded ? (figure ?? "") : ""}` }];
  });
}

/** A count, or a density with its unit. */
export function sayValue(value: number, measure: Measure): string {
  if (measure === "count") return formatNumber(value, { digits: 0 });
  const digits = value > 0 && value < 10 ? 1 : 0;
  return `${formatNumber(value, { digits })} /km²`;
}

function regionLabel({ properties, live }: RegionFeature, isLive: boolean): string {
  const figure =
    live === undefined || !isLive ? "" : `\n${formatNumber(live.total, { digits: 0 })}`;
  return `${properties.name}${figure}`;
}

/** Lights up the borders that were crossed since the last telling; what came before the page did not. */
function pulseCrossings({ answers, scene, clock }: ShowAreasParts): void {
  let seen: number | undefined;
  effect(() => {
    const crossings = answers.crossings.value;
    const newest = crossings[0]?.sequence ?? 0;
    const since = seen;
    seen = newest;
    if (since === undefined || clock.state.peek().mode !== "live") return;
    const areas = untracked(() => scene.value?.areas);
    const crossed = crossings.filter(({ sequence }) => sequence > since);
    for (const region of new Set(crossed.map((each) => each.region))) areas?.pulse(region);
  });
}
