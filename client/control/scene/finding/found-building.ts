import type { Cesium3DTile, Cesium3DTileContent, Cesium3DTileFeature } from "cesium";
import type { SceneContext } from "../scene-context.ts";

/** What a building's id is called in our tiles and in PLATEAU's. */
const ID_NAMES = ["id", "gml_id", "gml:id"];

/**
 * Finds the building of an id in the tiles that are drawn, as a building that was searched for was not
 * clicked: whenever another tile comes to show it, coarser or finer, it is chosen there.
 */
export class FoundBuilding {
  readonly #context: SceneContext;
  readonly #choose: (building: Cesium3DTileFeature | undefined) => void;
  /** Its place in each tile that was looked through, by the tile's address; -1 where it is in none of. */
  readonly #places = new Map<string, number>();
  /** Tiles with it that the last frame showed. */
  #visible = new Map<string, Cesium3DTileContent>();
  #id: string | undefined;
  #unlisten: (() => void)[] = [];
  #unwatch: (() => void) | undefined;
  #chosenIn: string | undefined;

  /** `choose`: shows a building as the chosen one, or none. */
  constructor(context: SceneContext, choose: (building: Cesium3DTileFeature | undefined) => void) {
    this.#context = context;
    this.#choose = choose;
  }

  /** Looks for this one from now on; for none where undefined. */
  look(id: string | undefined): void {
    if (id === this.#id) return;
    this.stop();
    this.#id = id;
    if (id === undefined) return;
    this.#choose(undefined);
    this.#context.scene.requestRender();
  }

  /** Before each frame: chooses it in what the frame before showed. */
  beforeFrame(): void {
    if (this.#id !== undefined && this.#unwatch === undefined) this.#listen();
    const visible = this.#visible;
    if (visible.size === 0) return;
    this.#visible = new Map();
    if (this.#chosenIn !== undefined && visible.has(this.#chosenIn)) return;
    for (const [url, content] of visible) {
      this.#chosenIn = url;
      this.#choose(content.getFeature(this.#places.get(url) ?? 0));
      return;
    }
  }

  stop(): void {
    this.#id = undefined;
    this.#unwatch?.();
    this.#unwatch = undefined;
    for (const unlisten of this.#unlisten) unlisten();
    this.#unlisten = [];
    this.#places.clear();
    this.#visible.clear();
    this.#chosenIn = undefined;
  }

  /** To all that there is and that comes. */
  #listen(): void {
    this.#unwatch = this.#context.tiles?.watch((tileset) => {
      const see = ({ content }: Cesium3DTile) => this.#see(content);
      this.#unlisten.push(tileset.tileVisible.addEventListener(see));
    });
  }

  #see(content: Cesium3DTileContent | undefined): void {
    if (content === undefined || content.featuresLength === 0) return;
    const { url } = content;
    let place = this.#places.get(url);
    if (place === undefined) {
      place = this.#placeIn(content);
      this.#places.set(url, place);
      // It is chosen before the next frame, which nothing else may ask for.
      if (place !== -1) this.#context.scene.requestRender();
    }
    if (place !== -1) this.#visible.set(url, content);
  }

  #placeIn(content: Cesium3DTileContent): number {
    for (let place = 0; place < content.featuresLength; place++) {
      const building = content.getFeature(place);
      if (ID_NAMES.some((name) => building.getProperty(name) === this.#id)) return place;
    }
    return -1;
  }
}
