import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { ENTITY_KINDS, type EntityKind } from "../../shared/entity.ts";
import type { Simulation } from "../../shared/simulation.ts";
import type { CityClock } from "../twin/city-clock.ts";
import type { Link } from "../twin/link.ts";
import type { Selection } from "../twin/selection.ts";
import type { Store } from "../twin/store.ts";
import type { Poll } from "../ui/poll.ts";
import type { Colours } from "./colours/colours.ts";
import type { LayerChoices } from "./layers/layer-choices.ts";
import { layerKey } from "./layers/layer-key.ts";
import type { CityState } from "./load-city.ts";
import type { FeatureColors } from "./scene/looks/feature-colors.ts";
import { useColors } from "./scene/looks/use-colors.ts";
import type { BuildingColors, LightSetting, QualitySetting, Scene } from "./scene.ts";
import { simulationTime } from "./simulation-time.ts";

export interface SceneParts {
  readonly container: HTMLElement;
  readonly store: Store;
  readonly link: Link;
  readonly clock: CityClock;
  readonly selection: Selection;
  readonly city: ReadonlySignal<CityState>;
  readonly theme: Signal<"night" | "grey">;
  readonly quality: Signal<QualitySetting>;
  readonly light: Signal<LightSetting>;
  readonly buildings: Signal<BuildingColors>;
  readonly labels: Signal<"on" | "off">;
  readonly hiddenKinds: Signal<ReadonlySet<EntityKind>>;
  readonly hiddenSources: Signal<ReadonlySet<string>>;
  readonly layers: LayerChoices;
  readonly colours: Colours;
  readonly groundClearness: Signal<number>;
  readonly levelColours: Signal<FeatureColors | undefined>;
  readonly simulation: Poll<Simulation>;
}

export interface MountedScene {
  readonly scene: ReadonlySignal<Scene | undefined>;
  /** Why there is no map, for people. */
  readonly fault: ReadonlySignal<string | undefined>;
}

/**
 * Makes the map once the city is known, from a part of the page that loads after the first paint,
 * and keeps it as the person has set it. Where it cannot be drawn, the panels still get their data.
 */
export function mountScene(parts: SceneParts): MountedScene {
  const scene = signal<Scene | undefined>(undefined);
  const fault = signal<string | undefined>(undefined);
  const stop = effect(() => {
    const found = parts.city.value;
    if (found.state !== "ready" && found.state !== "none") return;
    queueMicrotask(() => stop());
    create(parts, found)
      .then((made) => {
        scene.value = made;
        follow(parts, made);
        followClock(parts, made);
      })
      .catch((error: unknown) => {
        fault.value = error instanceof Error ? error.message : String(error);
        parts.link.setInterest({ bbox: boundsOf(found), detail: "reduced" });
      });
  });
  return { scene, fault };
}

async function create(parts: SceneParts, found: CityState): Promise<Scene> {
  const { createScene } = await import("./scene.ts");
  const { container, store, link, clock, selection, theme, quality, light } = parts;
  return createScene({
    ...{ container, store, link, clock, selection },
    quality: quality.peek(),
    theme: theme.peek(),
    light: light.peek(),
    hiddenLayers: parts.layers.hidden.peek(),
    ...(found.state === "ready" ? { city: found.city, cityUrl: found.url } : { city: undefined }),
  });
}

function follow(parts: SceneParts, scene: Scene): void {
  const { theme, quality, light, hiddenKinds, hiddenSources, layers } = parts;
  effect(() => scene.looks.setSourcesHidden(hiddenSources.value));
  effect(() => scene.looks.setLayersHidden(layers.hidden.value));
  effect(() => {
    const clearness = layers.isUnderground.value ? parts.groundClearness.value / 100 : 0;
    scene.looks.setGroundClearness(clearness);
  });
  effect(() => {
    const byUse = parts.buildings.value === "use" ? useColors(buildingLayers(parts)) : undefined;
    scene.looks.setColors(parts.levelColours.value ?? parts.colours.ofFeatures.value ?? byUse);
  });
  effect(() => scene.looks.setLabelsShown(parts.labels.value === "on"));
  effect(() => scene.setTheme(theme.value));
  effect(() => scene.setQuality(quality.value));
  effect(() => scene.setLight(light.value));
  effect(() => {
    const hidden = hiddenKinds.value;
    scene.setKindsShown(new Set(ENTITY_KINDS.filter((kind) => !hidden.has(kind))));
  });
}

/** Keys of the layers that hold buildings: of all there is where the city is not known in parts. */
function buildingLayers({ city }: SceneParts): ReadonlySet<string> {
  const found = city.value;
  if (found.state !== "ready") return new Set();
  const { layers, tilesets } = found.city;
  const buildings = layers?.filter(({ role }) => role === "buildings");
  return new Set((buildings ?? tilesets.map((tileset) => ({ tileset }))).map(layerKey));
}

/** Where the city's life runs by another clock than the server's, so does its light. */
function followClock({ simulation, clock }: SceneParts, scene: Scene): void {
  effect(() => {
    if (clock.state.value.mode === "replay") {
      scene.setCityTime(() => clock.now());
      return;
    }
    const polled = simulation.current.value;
    const told = "data" in polled ? polled.data : undefined;
    if (told === undefined || told.state !== "running" || told.speed === 1) {
      scene.setCityTime(() => clock.now());
      return;
    }
    const askedAt = "at" in polled ? polled.at : Date.now();
    scene.setCityTime(() => simulationTime(told, askedAt));
  });
}

function boundsOf(found: CityState) {
  return found.state === "ready" ? found.city.bounds : ([-180, -90, 180, 90] as const);
}
