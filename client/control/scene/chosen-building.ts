import { type Cesium3DTile, type Cesium3DTileFeature, Color, type Scene } from "cesium";

/**
 * The colour of the one chosen building, put on again when its tile comes back after it was dropped
 * from memory.
 */
export class ChosenBuilding {
  readonly #scene: Scene;
  readonly #plain: (feature: Cesium3DTileFeature) => Color;
  #feature: Cesium3DTileFeature | undefined;
  /** Which of which tile it is, also while that tile is away. */
  #where: { readonly url: string; readonly featureId: number } | undefined;
  #unlisten: (() => void) | undefined;
  #color = Color.WHITE;

  /** `plain`: the colour that a building has where it is not the chosen one. */
  constructor(scene: Scene, plain: (feature: Cesium3DTileFeature) => Color = () => Color.WHITE) {
    this.#scene = scene;
    this.#plain = plain;
  }

  /** The chosen one's colour; undefined for any other building. */
  colorOf({ featureId, content }: Cesium3DTileFeature): Color | undefined {
    const where = this.#where;
    if (where?.featureId !== featureId || where.url !== content.url) return undefined;
    return this.#color;
  }

  choose(feature: Cesium3DTileFeature, color: Color): void {
    this.clear();
    this.#feature = feature;
    this.#color = color;
    this.#paint(color);
    const { featureId, tileset } = feature;
    const { url } = feature.content;
    this.#where = { url, featureId };
    const dropped = tileset.tileUnload.addEventListener(({ content }: Cesium3DTile) => {
      if (content?.url === url) this.#feature = undefined;
    });
    const loaded = tileset.tileLoad.addEventListener(({ content }: Cesium3DTile) => {
      if (content?.url !== url) return;
      this.#feature = content.getFeature(featureId);
      this.#paint(this.#color);
    });
    this.#unlisten = () => {
      dropped();
      loaded();
    };
  }

  /** Changes the colour, for another theme. */
  repaint(color: Color): void {
    this.#color = color;
    this.#paint(color);
  }

  /** Gives the building its own colour back. */
  clear(): void {
    this.#where = undefined;
    if (this.#feature !== undefined) this.#paint(this.#plain(this.#feature));
    this.#feature = undefined;
    this.#unlisten?.();
    this.#unlisten = undefined;
  }

  #paint(color: Color): void {
    // In a tileset that is gone there is nothing to paint.
    if (this.#feature === undefined || this.#feature.tileset.isDestroyed()) return;
    this.#feature.color = color;
    this.#scene.requestRender();
  }
}
