import { Color, Globe, ImageryLayer, type Scene, TileMapServiceImageryProvider } from "cesium";
import type { SceneTheme, SceneThemeName } from "./scene-theme.ts";

/** Shipped with Cesium, served by ourselves. */
const NATURAL_EARTH = "/cesium/Assets/Textures/NaturalEarthII";
export const NATURAL_EARTH_CREDIT = "Natural Earth II";

const LOOKS: Readonly<
  Record<SceneThemeName, { alpha: number; brightness: number; saturation: number }>
> = {
  night: { alpha: 0.62, brightness: 0.6, saturation: 0.4 },
  grey: { alpha: 0.6, brightness: 1.1, saturation: 0.25 },
};

/** Metres above the earth from which its picture is whole, and below which it is only a blur. */
const WHOLE = 400_000;
const BLURRED = 30_000;
/** What is left of it there. */
const LEAST = 0.15;

/** The earth, where there is no city to stand on. */
export class GlobeBackdrop {
  readonly #scene: Scene;
  #layer: ImageryLayer | undefined;
  #alpha = 0;

  constructor(scene: Scene) {
    this.#scene = scene;
    const globe = new Globe();
    globe.showGroundAtmosphere = false;
    globe.depthTestAgainstTerrain = true;
    globe.maximumScreenSpaceError = 3;
    scene.globe = globe;
    scene.preUpdate.addEventListener(() => {
      if (this.#layer !== undefined) this.#layer.alpha = this.#alpha * this.#sharpness();
    });
  }

  /** Loads the picture of the earth; without it the globe is one colour. */
  async load(): Promise<void> {
    const provider = await TileMapServiceImageryProvider.fromUrl(NATURAL_EARTH);
    this.#layer = new ImageryLayer(provider);
    this.#scene.imageryLayers.add(this.#layer);
  }

  setTheme(name: SceneThemeName, theme: SceneTheme): void {
    // Set, not written into: the globe makes other numbers from it.
    if (this.#scene.globe !== undefined) this.#scene.globe.baseColor = theme.globe.ground;
    const { alpha, ...look } = LOOKS[name];
    Object.assign(this.#layer ?? {}, look);
    this.#alpha = alpha;
    Color.clone(theme.globe.background, this.#scene.backgroundColor);
    this.#scene.requestRender();
  }

  /** 1 from afar, little near, where the picture has nothing more to show. */
  #sharpness(): number {
    const { height } = this.#scene.camera.positionCartographic;
    const part = Math.min(1, Math.max(0, (height - BLURRED) / (WHOLE - BLURRED)));
    return LEAST + (1 - LEAST) * part * part * (3 - 2 * part);
  }
}
