import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { Cesium3DTileset, type Scene } from "cesium";
import type { City } from "../../../shared/city.ts";
import { CityShader } from "./city-shader.ts";
import type { LocalSpace } from "./local-space.ts";
import type { SceneTheme } from "./scene-theme.ts";

export interface TilesState {
  /** Requests and tiles under way. */
  readonly loading: number;
  /** Tiles, or whole tilesets, that could not be had. */
  readonly failed: number;
  /** Whether all that the view needs has been drawn at least once. */
  readonly ready: boolean;
}

/** Megabytes of tiles kept in memory. */
const CACHE_MEGABYTES = 384;

/** The city's tilesets in the scene. */
export class CityTiles {
  readonly #scene: Scene;
  readonly #shader: CityShader;
  readonly #state: Signal<TilesState> = signal<TilesState>({ loading: 0, failed: 0, ready: false });
  readonly #loading = new Map<Cesium3DTileset | string, number>();
  #tilesets: Cesium3DTileset[] = [];
  #failed = 0;
  #screenSpaceError = 16;
  #gone = false;

  constructor(scene: Scene, space: LocalSpace) {
    this.#scene = scene;
    this.#shader = new CityShader(space);
  }

  get state(): ReadonlySignal<TilesState> {
    return this.#state;
  }

  /** Loads and adds the tilesets of a city whose description lies at `cityUrl`. What fails is counted. */
  async load(city: City, cityUrl: string): Promise<void> {
    await Promise.all(
      city.tilesets.map(async (path) => {
        const url = new URL(path, new URL(cityUrl, location.href)).href;
        this.#note(url, 1);
        try {
          this.#add(await Cesium3DTileset.fromUrl(url, this.#options()));
        } catch (error) {
          this.#failed++;
          console.warn(`The tileset ${url} could not be loaded:`, error);
        }
        this.#note(url, 0);
      }),
    );
  }

  setTheme(theme: SceneTheme): void {
    this.#shader.setTheme(theme);
    this.#scene.requestRender();
  }

  /** Pixels by which a tile may be off before a finer one is asked for. */
  setScreenSpaceError(pixels: number): void {
    this.#screenSpaceError = pixels;
    for (const tileset of this.#tilesets) tileset.maximumScreenSpaceError = pixels;
  }

  /** Before each frame. */
  follow(): void {
    this.#shader.follow(this.#scene);
  }

  get settled(): boolean {
    return this.#loading.size === 0 && this.#tilesets.every((tileset) => tileset.tilesLoaded);
  }

  destroy(): void {
    this.#gone = true;
    for (const tileset of this.#tilesets) this.#scene.primitives.remove(tileset);
    this.#tilesets = [];
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

  #add(tileset: Cesium3DTileset): void {
    if (this.#gone) return tileset.destroy();
    tileset.customShader = this.#shader.shader;
    tileset.maximumScreenSpaceError = this.#screenSpaceError;
    this.#tilesets.push(tileset);
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

  #note(what: Cesium3DTileset | string, loading: number): void {
    if (loading === 0) this.#loading.delete(what);
    else this.#loading.set(what, loading);
    this.#publish();
  }

  #publish(): void {
    let loading = 0;
    for (const count of this.#loading.values()) loading += count;
    const before = this.#state.peek();
    const ready = before.ready || (loading === 0 && this.#tilesets.every((one) => one.tilesLoaded));
    if (before.loading !== loading || before.failed !== this.#failed || before.ready !== ready)
      this.#state.value = { loading, failed: this.#failed, ready };
  }
}
