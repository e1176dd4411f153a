import { Cartesian3 } from "cesium";
import { CityFile } from "../city-file.ts";
import { localToClip } from "../local-to-clip.ts";
import type { SceneContext } from "../scene-context.ts";
import { SCENE_THEMES } from "../scene-theme.ts";
import { EntityWishes } from "./entity-wishes.ts";
import { LabelSheet, type LabelText } from "./label-sheet.ts";
import type { ToScreen } from "./label-wish.ts";
import { MarkWishes } from "./mark-wishes.ts";
import { type LabelWish, type PlacedLabel, placeLabels } from "./place-labels.ts";
import { type PlaceMark, readPlaceMarks } from "./place-marks.ts";
import { TakenBoxes } from "./taken-boxes.ts";

/** CSS pixels of the map for each label there may be. */
const ROOM = 26_000;
const [FEWEST, MOST] = [6, 48];
/** Milliseconds between two placings while nothing but entities moves. */
const PERIOD = 100;
/** Of clip coordinates: what is so far off the screen has no label on it. */
const OFF = 1.02;

/** Names on the map: of places, of what is near, of what is chosen and pointed at. */
export class MapLabels {
  readonly #context: SceneContext;
  readonly #sheet: LabelSheet;
  readonly #taken: TakenBoxes;
  readonly #entities: EntityWishes;
  readonly #places = new MarkWishes();
  readonly #marks: CityFile<readonly PlaceMark[]>;
  readonly #texts = new Map<string, LabelText>();
  readonly #eye = new Cartesian3();
  readonly #lastEye = new Cartesian3();
  readonly #lastSight = new Cartesian3();
  #placed: Map<string, PlacedLabel> = new Map();
  #shown = false;
  #placedAt = Number.NEGATIVE_INFINITY;
  #clock = Number.NaN;

  constructor(context: SceneContext) {
    this.#context = context;
    this.#sheet = new LabelSheet(context.container);
    this.#taken = new TakenBoxes(context.container);
    this.#entities = new EntityWishes(context);
    const { city, cityUrl } = context;
    this.#marks = new CityFile(cityUrl, city?.networks?.places, readPlaceMarks);
  }

  /** Shows them from the next frame on, or none. */
  set shown(shown: boolean) {
    this.#shown = shown;
    if (shown) void this.#locate();
    else {
      this.#placed.clear();
      this.#sheet.clear();
    }
    this.#context.scene.requestRender();
  }

  /** Before each frame, when the camera is where it will be. */
  beforeFrame(): void {
    if (!this.#shown) return;
    const { drawn } = this.#context.entities;
    const clock = drawn.seconds();
    const now = performance.now();
    drawn.space.localOf(this.#context.scene.camera.positionWC, this.#eye);
    this.#entities.look(clock, this.#eye);
    // A clock that stands still is one that is set by hand: then each frame is placed.
    const isDue = clock === this.#clock || now - this.#placedAt >= PERIOD;
    this.#clock = clock;
    if (!this.#hasMoved() && !isDue) return;
    this.#placedAt = now;
    this.#place(now);
  }

  destroy(): void {
    this.#shown = false;
    this.#sheet.destroy();
  }

  async #locate(): Promise<void> {
    this.#places.locate((await this.#marks.get()) ?? [], this.#context.space);
    if (this.#shown) this.#context.scene.requestRender();
  }

  #hasMoved(): boolean {
    const { positionWC, directionWC } = this.#context.scene.camera;
    const still =
      Cartesian3.equalsEpsilon(positionWC, this.#lastEye, 0, 1e-3) &&
      Cartesian3.equalsEpsilon(directionWC, this.#lastSight, 0, 1e-6);
    Cartesian3.clone(positionWC, this.#lastEye);
    Cartesian3.clone(directionWC, this.#lastSight);
    return !still;
  }

  #place(now: number): void {
    const { scene, theme } = this.#context;
    const { clientWidth: width, clientHeight: height } = scene.canvas;
    const room = ROOM * (this.#sheet.rem / 16) ** 2;
    const most = Math.min(MOST, Math.max(FEWEST, Math.round((width * height) / room)));
    const taken = this.#taken.at(now);
    const wishes = this.#wishes(width, height, !taken.areDistrictsNamed);
    this.#placed = placeLabels(wishes, { width, height, most, taken: taken.boxes }, this.#placed);
    this.#sheet.bright = theme() === SCENE_THEMES.grey;
    this.#sheet.show(this.#placed, (id) => this.#texts.get(id) as LabelText);
  }

  #wishes(width: number, height: number, withDistricts: boolean): LabelWish[] {
    const screen = this.#screen(width, height);
    this.#texts.clear();
    return [
      ...this.#entities.at(this.#eye, screen),
      ...this.#places.at(this.#eye, screen, withDistricts),
    ].map(({ text, ...wish }) => {
      this.#texts.set(wish.id, text);
      return { ...wish, ...this.#sheet.sizeOf(text) };
    });
  }

  #screen(width: number, height: number): ToScreen {
    const { space } = this.#context.entities.drawn;
    const [mx, my, mw] = localToClip(this.#context.scene, space);
    return (east, north, up) => {
      const w = mw.x * east + mw.y * north + mw.z * up + mw.w;
      if (w <= 1) return undefined;
      const x = (mx.x * east + mx.y * north + mx.z * up + mx.w) / w;
      const y = (my.x * east + my.y * north + my.z * up + my.w) / w;
      if (Math.abs(x) > OFF || Math.abs(y) > OFF) return undefined;
      return { x: (0.5 + x / 2) * width, y: (0.5 - y / 2) * height };
    };
  }
}
