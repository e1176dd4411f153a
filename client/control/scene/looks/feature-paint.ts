import {
  type Cesium3DTile,
  type Cesium3DTileContent,
  type Cesium3DTileFeature,
  type Cesium3DTileset,
  Color,
} from "cesium";
import type { SceneContext } from "../scene-context.ts";
import type { FeatureColors } from "./feature-colors.ts";

/** Milliseconds of each frame that painting may take. */
const BUDGET = 4;
/** Things painted between two looks at the clock. */
const TURN = 250;

/** How far a tile's content is painted, and what was read from it. */
interface Painted {
  version: number;
  /** Things painted by that version. */
  done: number;
  /** Of which the codes are, and how many of them were read. */
  column: string;
  read: number;
  codes: Float64Array;
}

/**
 * The colours of the things in the tiles. A tile is painted when it comes into view or the colours change,
 * never otherwise; where there is much to paint, a part in each frame.
 */
export class FeaturePaint {
  readonly #context: SceneContext;
  readonly #painted = new WeakMap<Cesium3DTileContent, Painted>();
  readonly #unwatch: (() => void) | undefined;
  readonly #unlisten: (() => void)[] = [];
  #colors: FeatureColors | undefined;
  #made: readonly Color[] = [];
  #version = 0;
  #until = Number.POSITIVE_INFINITY;
  #behind = false;

  constructor(context: SceneContext) {
    this.#context = context;
    this.#unwatch = context.tiles?.watch((tileset) => {
      this.#unlisten.push(
        tileset.tileVisible.addEventListener(({ content, _depth }: Cesium3DTile) =>
          this.#see(tileset, content, _depth),
        ),
      );
    });
  }

  /** Whether every tile of the last frame is painted as it should be. */
  get settled(): boolean {
    return !this.#behind;
  }

  /** Paints by these colours from now on; everything as its tile has it where undefined. */
  set(colors: FeatureColors | undefined): void {
    if (colors === this.#colors) return;
    this.#colors = colors;
    this.#made = (colors?.colors ?? []).map((css) => Color.fromCssColorString(css));
    this.#version++;
    this.#context.tiles?.setPale(colors?.layers ?? new Set());
    this.#context.scene.requestRender();
  }

  /** Before each frame, `whole` where it may take as long as it does. True where there is more to paint. */
  beforeFrame(whole: boolean): boolean {
    const wasBehind = this.#behind;
    this.#behind = false;
    this.#until = whole ? Number.POSITIVE_INFINITY : performance.now() + BUDGET;
    return wasBehind;
  }

  /** What a thing is painted with where it is not chosen. */
  of(feature: Cesium3DTileFeature): Color {
    const colors = this.#colorsOf(feature.tileset);
    if (colors === undefined) return Color.WHITE;
    const code = colors.codeOf((name) => feature.getProperty(name), 0);
    return this.#made[colors.classOf(code)] ?? Color.WHITE;
  }

  destroy(): void {
    this.#unwatch?.();
    for (const unlisten of this.#unlisten) unlisten();
  }

  #colorsOf(tileset: Cesium3DTileset): FeatureColors | undefined {
    const key = this.#context.tiles?.layerOf(tileset)?.key;
    return key !== undefined && this.#colors?.layers.has(key) ? this.#colors : undefined;
  }

  /** Cesium tells of each tile that a frame shows, before it draws it. */
  #see(tileset: Cesium3DTileset, content: Cesium3DTileContent | undefined, depth: number): void {
    // Nothing was ever painted: then nothing is to be put right.
    if (this.#version === 0 || content === undefined) return;
    for (const inner of content.innerContents ?? []) this.#see(tileset, inner, depth);
    if (content.featuresLength === 0) return;
    let painted = this.#painted.get(content);
    if (painted?.version === this.#version && painted.done === content.featuresLength) return;
    const colors = this.#colorsOf(tileset);
    if (painted === undefined) {
      if (colors === undefined) return;
      painted = { version: 0, done: 0, column: "", read: 0, codes: new Float64Array() };
      this.#painted.set(content, painted);
    }
    if (painted.version !== this.#version)
      Object.assign(painted, { version: this.#version, done: 0 });
    this.#paint(content, painted, depth, colors);
  }

  #paint(
    content: Cesium3DTileContent,
    painted: Painted,
    depth: number,
    colors?: FeatureColors,
  ): void {
    const { featuresLength } = content;
    if (colors !== undefined && painted.column !== colors.column) {
      painted.column = colors.column;
      painted.read = 0;
      painted.codes = new Float64Array(featuresLength);
    }
    while (painted.done < featuresLength && performance.now() < this.#until) {
      const end = Math.min(featuresLength, painted.done + TURN);
      for (let i = painted.done; i < end; i++) {
        const feature = content.getFeature(i);
        if (colors !== undefined && i >= painted.read)
          painted.codes[i] = colors.codeOf((name) => feature.getProperty(name), depth);
        this.#paintOne(feature, painted.codes[i] ?? Number.NaN, colors);
      }
      painted.done = end;
      if (colors !== undefined) painted.read = Math.max(painted.read, end);
    }
    if (painted.done < featuresLength) this.#behind = true;
  }

  #paintOne(feature: Cesium3DTileFeature, code: number, colors?: FeatureColors): void {
    const color = colors && this.#made[colors.classOf(code)];
    feature.color = this.#context.chosenColor(feature) ?? color ?? Color.WHITE;
    feature.show = colors === undefined || colors.isShown(code);
  }
}
