import { Deck, type Layer, MapView } from "@deck.gl/core";
import { Tile3DLayer } from "@deck.gl/geo-layers";
import { Tiles3DLoader } from "@loaders.gl/3d-tiles";
import { type GltfPrimitive, meshContents, rowOf, type TileContent } from "./deck-tile.ts";
import { type Engine, FIELD_OF_VIEW, type LookAt, type Picked } from "./engine.ts";

const EARTH_AROUND = 2 * Math.PI * 6_378_137;
const TILE_PIXELS = 512;

interface Tile {
  readonly id: string;
  readonly content: TileContent | null;
}

/** What is used of deck.gl's layer and not in its types. */
interface TileLayerParts {
  readonly prototype: {
    filterSubLayer(context: object): boolean;
    getSubLayerClass(id: string, own: MeshLayerClass): MeshLayerClass;
    _makeSimpleMeshLayer(tile: object): Layer;
  };
  readonly defaultProps: object;
  new (...props: object[]): TileLayerParts["prototype"] & Drawn;
}

/** A layer that knows how it begins. */
type Drawn = Layer & { initializeState(): void };

type MeshLayerClass = new (
  ...props: object[]
) => Drawn & { getShaders(): { readonly vs: string; readonly fs: string } };

/** deck.gl's own layer picks whole tiles; this one draws each primitive of a tile as a mesh with feature ids. */
class FeatureTiles extends (Tile3DLayer as unknown as TileLayerParts) {
  static layerName = "FeatureTiles";

  _getSubLayer(tile: Tile): Layer[] | null {
    if (tile.content?.gltf === undefined) return null;
    return meshContents(tile.content).map((mesh, i) =>
      this._makeSimpleMeshLayer(
        Object.create(tile, { id: { value: `${tile.id}-${i}` }, content: { value: mesh } }),
      ),
    );
  }

  /** While picking, deck.gl leaves out tiles whose middle is far from the pointer: ours are large. */
  override filterSubLayer(context: object): boolean {
    return super.filterSubLayer({ ...context, cullRect: undefined });
  }

  /**
   * Two faults of deck.gl 9.4 on luma 9.4: its material is multiplied by a vertex colour of nothing, so that
   * all would be clear; and a define that is 0 counts as set, so that every picture is drawn as a stripe.
   */
  override getSubLayerClass(id: string, own: MeshLayerClass): MeshLayerClass {
    const found = super.getSubLayerClass(id, own);
    if (id !== "mesh") return found;
    return class extends found {
      static layerName = "FeatureMesh";

      override getShaders() {
        const shaders = super.getShaders();
        return {
          ...shaders,
          vs: shaders.vs.replace("#ifdef HAS_UV_REGIONS", "#if HAS_UV_REGIONS"),
          fs: shaders.fs.replace("pbr_filterColor(vec4(0))", "pbr_filterColor(vec4(1))"),
        };
      }
    };
  }
}

export class DeckEngine implements Engine {
  readonly #container: HTMLElement;
  #deck: Deck<MapView> | undefined;
  #tilesLoaded = () => false;

  constructor(container: HTMLElement) {
    this.#container = container;
  }

  async draw(url: string, look: LookAt): Promise<void> {
    const { clientHeight: height } = this.#container;
    const { longitude, latitude } = look;
    // deck.gl's camera stands so many view heights away that its field of view is this one.
    const away = 0.5 / Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
    const pixelsPerMetre = (away * height) / look.range;
    const around = EARTH_AROUND * Math.cos((latitude * Math.PI) / 180);
    const layer = new FeatureTiles({
      id: "city",
      data: url,
      loader: Tiles3DLoader,
      pickable: true,
      loadOptions: {
        worker: false,
        "3d-tiles": { loadGLTF: true },
        gltf: { loadImages: true },
        tileset: { throttleRequests: false },
      },
      onTilesetLoad: (tileset: { isLoaded(): boolean }) => {
        this.#tilesLoaded = () => tileset.isLoaded();
      },
    });
    this.#deck = new Deck({
      parent: this.#container as HTMLDivElement,
      views: new MapView({ fovy: FIELD_OF_VIEW, farZMultiplier: 4 }),
      initialViewState: {
        ...{ longitude, latitude, position: [0, 0, look.height] },
        ...{ bearing: look.headingDegrees, pitch: 90 + look.pitchDegrees, maxPitch: 89 },
        zoom: Math.log2((pixelsPerMetre * around) / TILE_PIXELS),
      },
      deviceProps: { webgl: { preserveDrawingBuffer: true } },
      controller: false,
      layers: [layer],
    });
    for (let settled = 0; settled < 10; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      this.#deck.redraw("test");
      settled = this.#tilesLoaded() ? settled + 1 : 0;
    }
  }

  async pick(x: number, y: number): Promise<Picked> {
    const info = this.#deck?.pickObject({ x, y });
    const content = (info as { sourceTile?: Tile } | null)?.sourceTile?.content as unknown as
      | { readonly primitive: GltfPrimitive; readonly gltf: TileContent["gltf"] }
      | undefined;
    return info == null || content === undefined ? undefined : rowOf(content, info.index);
  }
}
