import {
  Cartesian2,
  Cartesian3,
  Cesium3DTileFeature,
  Cesium3DTileset,
  Math as CesiumMath,
  CesiumWidget,
  Color,
  Credit,
  CreditDisplay,
  HeadingPitchRange,
  type PerspectiveFrustum,
} from "cesium";
import { type Engine, FIELD_OF_VIEW, type LookAt, type Picked } from "./engine.ts";

export class CesiumEngine implements Engine {
  readonly #widget: CesiumWidget;

  constructor(container: HTMLElement) {
    // Its own has a picture that is not served.
    CreditDisplay.cesiumCredit = new Credit("CesiumJS");
    this.#widget = new CesiumWidget(container, {
      ...{ baseLayer: false, globe: false, skyBox: false, skyAtmosphere: false },
      ...{ useDefaultRenderLoop: false, creditContainer: document.createElement("div") },
      contextOptions: { webgl: { preserveDrawingBuffer: true } },
    });
    this.#widget.scene.backgroundColor = Color.BLACK;
  }

  async draw(url: string, look: LookAt): Promise<void> {
    const { scene, camera } = this.#widget;
    const tileset = await Cesium3DTileset.fromUrl(url);
    scene.primitives.add(tileset);
    const { clientWidth, clientHeight } = this.#widget.container as HTMLElement;
    const half = Math.tan(CesiumMath.toRadians(FIELD_OF_VIEW) / 2);
    // Cesium's field of view is that of the longer side.
    (camera.frustum as PerspectiveFrustum).fov =
      2 * Math.atan(half * Math.max(1, clientWidth / clientHeight));
    camera.lookAt(
      Cartesian3.fromDegrees(look.longitude, look.latitude, look.height),
      new HeadingPitchRange(
        CesiumMath.toRadians(look.headingDegrees),
        CesiumMath.toRadians(look.pitchDegrees),
        look.range,
      ),
    );
    this.#widget.resize();
    for (let settled = 0; settled < 3; ) {
      this.#widget.render();
      settled = tileset.tilesLoaded ? settled + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async pick(x: number, y: number): Promise<Picked> {
    const picked: unknown = this.#widget.scene.pick(new Cartesian2(x, y));
    if (!(picked instanceof Cesium3DTileFeature)) return undefined;
    return Object.fromEntries(picked.getPropertyIds().map((id) => [id, picked.getProperty(id)]));
  }
}
