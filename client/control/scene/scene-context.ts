import type { Cesium3DTileFeature, Color, Scene } from "cesium";
import type { City } from "../../../shared/city.ts";
import type { Selection } from "../../twin/selection.ts";
import type { Store } from "../../twin/store.ts";
import type { CameraRig } from "./camera-rig.ts";
import type { CityTiles } from "./city-tiles.ts";
import type { EntityLayer } from "./entity-layer.ts";
import type { LocalSpace } from "./local-space.ts";
import type { SceneTheme } from "./scene-theme.ts";
import type { Timekeeper } from "./timekeeper.ts";

/** What the parts of the scene are made of and may ask. */
export interface SceneContext {
  readonly scene: Scene;
  /** The element that the map is drawn in. */
  readonly container: HTMLElement;
  readonly city: City | undefined;
  /** Where the city's description lies, which its files are relative to. */
  readonly cityUrl: string | undefined;
  readonly space: LocalSpace;
  readonly store: Store;
  readonly selection: Selection;
  readonly time: Timekeeper;
  readonly rig: CameraRig;
  readonly entities: EntityLayer;
  /** Undefined on the bare globe. */
  readonly tiles: CityTiles | undefined;
  readonly theme: () => SceneTheme;
  /** The colour of the chosen building; undefined for any other. */
  readonly chosenColor: (building: Cesium3DTileFeature) => Color | undefined;
  /** Goes to where a page begins. */
  readonly home: () => void;
  /** Draws one frame, `times` finer where the graphics processor can, and has it read before it is gone. */
  readonly drawStill: (times: number, read: () => void) => void;
}
