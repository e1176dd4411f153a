import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Cesium3DTileStyle, Cesium3DTileset, type Scene } from "cesium";
import type { City, LayerRole } from "../../../shared/city.ts";
import type { CityLight } from "./city-light.ts";
import { CityShader, type Look, lookOf } from "./city-shader.ts";

export interface TilesState {
  /** Requests and tiles under way. */
  readonly loading: number;
  /** Tiles, or whole tilesets, that could not be had. */
  readonly failed: number;
  /** Whether all that the view needs has been drawn at least once. */
  readonly ready: boolean;
}

/** A tileset to draw: where it is, what it holds, how it looks. */
interface Part {
  readonly path: string;
  readonly role: LayerRole;
  readonly look: Look;
}

/** Megabytes of tiles kept in memory. */
const CACHE_MEGABYTES = 384;
/** How much farther a layer may be off than buildings: trees and lamps are small, ground is broad. */
const ERROR_FACTORS: Readonly<Partial<Record<LayerRole, number>>> = { vegetation: 1.5 };

/** The city's tilesets in the scene. */
export class CityTiles {
  readonly #scene: Scene;
  readonly #light: CityLight;
  readonly #state: Signal<TilesState> = signal<TilesState>({ loading: 0, failed: 0, ready: false });
  readonly #loading = new Map<Cesium3DTileset | string, number>();
  /** Made when first needed: by look and fineness. */
  readonly #shaders = new Map<string, CityShader>();
  readonly #parts = new Map<Cesium3DTileset, Part>();
  #failed = 0;
  #screenSpaceError = 16;
  #fine = false;
  #hidden: ReadonlySet<LayerRole> = new Set();
  #style: Cesium3DTileStyle | undefined;
  #pale = false;
  #gone = false;

  constructor(scene: Scene, light: CityLight) {
    this.#scene = scene;
    this.#light = light;
  }

  get state(): ReadonlySignal<TilesState> {
    return this.#state;
  }

  /** Loads and adds the tilesets of a city whose description lies at `cityUrl`. What fails is counted. */
  async load(city: City, cityUrl: string): Promise<void> {
    await Promise.all(
      partsOf(city).map(async (part) => {
        const url = new URL(part.path, new URL(cityUrl, location.href)).href;
        this.#note(url, 1);
        try {
          this.#add(part, await Cesium3DTileset.fromUrl(url, this.#options()));
        } catch (error) {
          this.#failed++;
          console.warn(`The tileset ${url} could not be loaded:`, error);
        }
        this.#note(url, 0);
      }),
    );
  }

  /** What a tileset of the city holds; undefined for one that is not of the city. */
  roleOf(tileset: Cesium3DTileset): LayerRole | undefined {
    return this.#parts.get(tileset)?.role;
  }

  /** Draws all but the layers of these roles. */
  setHidden(hidden: ReadonlySet<LayerRole>): void {
    this.#hidden = hidden;
    for (const [tileset, { role }] of this.#parts) tileset.show = !hidden.has(role);
    this.#publish();
  }

  /** Paints each building by a style, on walls and roofs of one pale tone; in its own colours without. */
  paintBuildings(style: Cesium3DTileStyle | undefined, pale: boolean): void {
    this.#style = style;
    for (const [tileset, { role }] of this.#parts)
      if (role === "buildings" && style !== undefined) tileset.style = style;
    this.#pale = pale;
    for (const shader of this.#shaders.values()) shader.setPale(pale);
  }

  /** Pixels by which a tile may be off before a finer one is asked for. */
  setScreenSpaceError(pixels: number): void {
    this.#screenSpaceError = pixels;
    for (const [tileset, { role }] of this.#parts)
      tileset.maximumScreenSpaceError = pixels * (ERROR_FACTORS[role] ?? 1);
  }

  /** Whether surfaces are drawn with all that only a graphics processor has the time for. */
  setFine(fine: boolean): void {
    if (fine === this.#fine) return;
    this.#fine = fine;
    for (const [tileset, { look }] of this.#parts)
      tileset.customShader = this.#shaderFor(look).shader;
  }

  /** Before each frame, after the light. */
  follow(): void {
    for (const shader of this.#shaders.values()) shader.follow();
  }

  get settled(): boolean {
    return this.#loading.size === 0 && this.#areLoaded();
  }

  destroy(): void {
    this.#gone = true;
    for (const tileset of this.#parts.keys()) this.#scene.primitives.remove(tileset);
    this.#parts.clear();
  }

  #options() {
    return {
      maximumScreenSpaceError: this.#screenSpaceError,
      cacheBytes: CACHE_MEGABYTES * 1024 * 1024,
      dynamicScreenSpaceError: true,
      skipLevelOfDetail: false,
      preloadFlightDestinations: false,
      enableCollision: false,
    };
  }

  #add(part: Part, tileset: Cesium3DTileset): void {
    if (this.#gone) return tileset.destroy();
    tileset.customShader = this.#shaderFor(part.look).shader;
    tileset.maximumScreenSpaceError = this.#screenSpaceError * (ERROR_FACTORS[part.role] ?? 1);
    tileset.show = !this.#hidden.has(part.role);
    if (part.role === "buildings" && this.#style !== undefined) tileset.style = this.#style;
    this.#parts.set(tileset, part);
    this.#scene.primitives.add(tileset);
    tileset.loadProgress.addEventListener((pending: number, processing: number) =>
      this.#note(tileset, pending + processing),
    );
    tileset.tileFailed.addEventListener(({ url, message }: { url: string; message: string }) => {
      this.#failed++;
      console.warn(`The tile ${url} could not be drawn: ${message}`);
      this.#publish();
    });
    tileset.initialTilesLoaded.addEventListener(() => this.#publish());
    tileset.allTilesLoaded.addEventListener(() => this.#publish());
  }

  #shaderFor(look: Look): CityShader {
    const key = `${look} ${this.#fine}`;
    let shader = this.#shaders.get(key);
    if (shader === undefined) {
      shader = new CityShader(look, this.#light, this.#fine);
      shader.setPale(this.#pale);
      this.#shaders.set(key, shader);
    }
    return shader;
  }

  #note(what: Cesium3DTileset | string, loading: number): void {
    if (loading === 0) this.#loading.delete(what);
    else this.#loading.set(what, loading);
    this.#publish();
  }

  #areLoaded(): boolean {
    return [...this.#parts.keys()].every((tileset) => !tileset.show || tileset.tilesLoaded);
  }

  #publish(): void {
    let loading = 0;
    for (const count of this.#loading.values()) loading += count;
    const before = this.#state.peek();
    const ready = before.ready || (loading === 0 && this.#areLoaded());
    if (before.loading !== loading || before.failed !== this.#failed || before.ready !== ready)
      this.#state.value = { loading, failed: this.#failed, ready };
  }
}

/** A city's layers, or the one that it is where it is not known in parts. */
function partsOf(city: City): readonly Part[] {
  return (
    city.layers?.map((layer) => ({ path: layer.tileset, role: layer.role, look: lookOf(layer) })) ??
    city.tilesets.map((path) => ({ path, role: "buildings", look: "plain" }))
  );
}
