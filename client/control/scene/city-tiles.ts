import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { Cesium3DTileset, type Scene } from "cesium";
import type { City, LayerRole } from "../../../shared/city.ts";
import type { CityLight } from "./city-light.ts";
import { CityShader } from "./city-shader.ts";
import { isOnTheGround } from "./layer-look.ts";
import { type Part, partsOf } from "./tile-parts.ts";

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
/** How much farther a layer may be off than buildings: trees and lamps are small, ground is broad. */
const ERROR_FACTORS: Readonly<Partial<Record<LayerRole, number>>> = { vegetation: 1.5 };

/** The city's tilesets in the scene. One that is hidden is not asked for before it is shown. */
export class CityTiles {
  readonly #scene: Scene;
  readonly #light: CityLight;
  readonly #state: Signal<TilesState> = signal<TilesState>({ loading: 0, failed: 0, ready: false });
  readonly #loading = new Map<Cesium3DTileset | string, number>();
  /** Made when first needed: by layer, fineness and clearness. */
  readonly #shaders = new Map<string, CityShader>();
  readonly #parts = new Map<Cesium3DTileset, Part>();
  readonly #watchers = new Set<(tileset: Cesium3DTileset) => void>();
  /** Of layers that were not asked for yet. */
  #waiting: readonly Part[] = [];
  #base = location.href;
  #failed = 0;
  #screenSpaceError = 16;
  #fine = false;
  #hidden: ReadonlySet<string>;
  #pale: ReadonlySet<string> = new Set();
  #clearness = 0;
  #gone = false;

  /** `hidden`: keys of layers that are not drawn, at first. */
  constructor(scene: Scene, light: CityLight, hidden: ReadonlySet<string> = new Set()) {
    this.#scene = scene;
    this.#light = light;
    this.#hidden = hidden;
  }

  get state(): ReadonlySignal<TilesState> {
    return this.#state;
  }

  get screenSpaceError(): number {
    return this.#screenSpaceError;
  }

  /** What is in the scene now, by what it holds. */
  get parts(): ReadonlyMap<Cesium3DTileset, Part> {
    return this.#parts;
  }

  /** Loads and adds the tilesets of a city whose description lies at `cityUrl`. What fails is counted. */
  async load(city: City, cityUrl: string): Promise<void> {
    this.#base = new URL(cityUrl, location.href).href;
    this.#waiting = partsOf(city);
    await this.#loadShown();
  }

  /** What a tileset of the city holds; undefined for one that is not of the city. */
  roleOf(tileset: Cesium3DTileset): LayerRole | undefined {
    return this.#parts.get(tileset)?.role;
  }

  /** The layer that a tileset of the city is. */
  layerOf(tileset: Cesium3DTileset): Part | undefined {
    return this.#parts.get(tileset);
  }

  /** Tells of each tileset that is in the scene, now or later; until it is called off. */
  watch(listener: (tileset: Cesium3DTileset) => void): () => void {
    this.#watchers.add(listener);
    for (const tileset of this.#parts.keys()) listener(tileset);
    return () => this.#watchers.delete(listener);
  }

  /** Draws all but the layers of these keys. */
  setHidden(hidden: ReadonlySet<string>): void {
    this.#hidden = hidden;
    for (const [tileset, { key }] of this.#parts) tileset.show = !hidden.has(key);
    void this.#loadShown();
    this.#publish();
  }

  /** Draws the layers of these keys in one pale tone, so that what they are painted with is seen. */
  setPale(pale: ReadonlySet<string>): void {
    this.#pale = pale;
    for (const part of this.#parts.values()) this.#tell(part);
  }

  /** How clear the ground is, and what lies on it: 0 is not at all, 1 is gone. */
  setClearness(clearness: number): void {
    const wasClear = this.#clearness > 0;
    this.#clearness = clearness;
    if (wasClear !== clearness > 0) this.#dress();
    for (const part of this.#parts.values()) this.#tell(part);
  }

  /** Does something while nothing of the ground is drawn that is looked through. */
  throughGround<T>(act: () => T): T {
    const veils = [...this.#parts].filter(
      ([tileset, part]) => tileset.show && this.#isClear(part) && part.role !== "buildings",
    );
    for (const [tileset] of veils) tileset.show = false;
    try {
      return act();
    } finally {
      for (const [tileset] of veils) tileset.show = true;
    }
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
    this.#dress();
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
    this.#watchers.clear();
    for (const tileset of this.#parts.keys()) this.#scene.primitives.remove(tileset);
    this.#parts.clear();
  }

  async #loadShown(): Promise<void> {
    const shown = this.#waiting.filter(({ key }) => !this.#hidden.has(key));
    this.#waiting = this.#waiting.filter(({ key }) => this.#hidden.has(key));
    await Promise.all(shown.map((part) => this.#load(part)));
  }

  async #load(part: Part): Promise<void> {
    const url = new URL(part.path, this.#base).href;
    this.#note(url, 1);
    try {
      this.#add(part, await Cesium3DTileset.fromUrl(url, this.#options()));
    } catch (error) {
      this.#failed++;
      console.warn(`The tileset ${url} could not be loaded:`, error);
    }
    this.#note(url, 0);
    this.#scene.requestRender();
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
    tileset.customShader = this.#shaderFor(part).shader;
    tileset.maximumScreenSpaceError = this.#screenSpaceError * (ERROR_FACTORS[part.role] ?? 1);
    tileset.show = !this.#hidden.has(part.key);
    this.#parts.set(tileset, part);
    this.#scene.primitives.add(tileset);
    for (const watcher of this.#watchers) watcher(tileset);
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

  #isClear({ role }: Part): boolean {
    return this.#clearness > 0 && isOnTheGround(role);
  }

  /** Gives each layer the shader that it needs now. */
  #dress(): void {
    for (const [tileset, part] of this.#parts) tileset.customShader = this.#shaderFor(part).shader;
  }

  #tell(part: Part): void {
    const shader = this.#shaderFor(part);
    shader.setPale(this.#pale.has(part.key));
    shader.setOpacity(this.#isClear(part) ? 1 - this.#clearness : 1);
  }

  #shaderFor(part: Part): CityShader {
    const clear = this.#isClear(part);
    const key = `${this.#fine} ${clear} ${part.key}`;
    let shader = this.#shaders.get(key);
    if (shader === undefined) {
      shader = new CityShader({ look: part.look, fine: this.#fine, clear }, this.#light);
      shader.setOpacity(clear ? 1 - this.#clearness : 1);
      this.#shaders.set(key, shader);
    }
    shader.setPale(this.#pale.has(part.key));
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
