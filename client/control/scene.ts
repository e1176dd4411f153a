import type { ReadonlySignal } from "@preact/signals";
import type { Viewpoint } from "../../shared/city.ts";
import type { EntityKind } from "../../shared/entity.ts";
import type { Position } from "../../shared/observation.ts";
import type { Problem } from "../../shared/problem.ts";
import type { AreaLayers } from "./scene/areas/area-layers.ts";
import type { CameraControls } from "./scene/camera/camera-controls.ts";
import { CityScene, type QualityNow, type SceneOptions } from "./scene/city-scene.ts";
import type { TilesState } from "./scene/city-tiles.ts";
import type { FoundFeature } from "./scene/finding/finding-layer.ts";
import type { MapPast } from "./scene/history/map-past.ts";
import type { LightSetting } from "./scene/light-setting.ts";
import type { BuildingColors, MapLooks } from "./scene/looks/map-looks.ts";
import type { QualitySetting } from "./scene/quality-governor.ts";
import type { TileDebug } from "./scene/tile-debug.ts";
import type { MapTools } from "./scene/tools/map-tools.ts";

export type { BuildingColors, LightSetting, QualitySetting, SceneOptions };

/** The map of the control page, as its panels use it. */
export interface Scene {
  readonly camera: CameraControls;
  readonly looks: MapLooks;
  readonly areas: AreaLayers;
  readonly tools: MapTools;
  /** What of the past lies on the map. */
  readonly past: MapPast;
  /** What developers look at: tiles, levels, memory. */
  readonly debug: TileDebug;
  setQuality(quality: QualitySetting): void;
  /** What is drawn with now, told about once a second; NaN milliseconds before the first frames. */
  readonly qualityNow: ReadonlySignal<QualityNow>;
  setTheme(theme: "night" | "grey"): void;
  /** By which light the city is shown: that of its clock, or always the same. */
  setLight(light: LightSetting): void;
  /** The clock that the light follows, milliseconds since 1970, where it is not the server's. */
  setCityTime(time: () => number): void;
  setKindsShown(kinds: ReadonlySet<EntityKind>): void;
  home(): void;
  /** The views that the city's description offers, the first being home. */
  readonly viewpoints: readonly Viewpoint[];
  /** Goes to one of them; does nothing where there is none of that id. */
  goTo(viewpointId: string): void;
  /** Does nothing where the entity is not in the picture. */
  flyToEntity(id: string): void;
  flyTo(position: Position): void;
  lookNorth(): void;
  /** Comes nearer by a factor above 1, goes away by one below. */
  zoom(factor: number): void;
  readonly tiles: ReadonlySignal<TilesState>;
  /** What the tiles say of the one that was searched for, once one with it is drawn. */
  readonly found: ReadonlySignal<FoundFeature | undefined>;
  /** Sources to credit on screen. */
  readonly attribution: ReadonlySignal<readonly string[]>;
  /** Set once the map can draw no more: the graphics processor was lost, or drawing failed. */
  readonly fault: ReadonlySignal<Problem | undefined>;
  destroy(): void;
}

/**
 * Makes the map in a container and begins to draw; resolves while tiles are still under way. Rejects with
 * an Error whose message is for people where the browser cannot draw it.
 */
export async function createScene(options: SceneOptions): Promise<Scene> {
  const scene = new CityScene(options);
  try {
    await scene.start();
  } catch (error) {
    scene.destroy();
    throw error;
  }
  return scene;
}
