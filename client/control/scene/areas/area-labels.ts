import { Cartesian2, Cartesian3, Matrix4, type Scene, SceneTransforms } from "cesium";
import type { MultiPolygon, Polygon } from "geojson";
import { type LabelWish, type PlacedLabel, placeLabels } from "../looks/place-labels.ts";
import { areaAnchor, areaBounds } from "./area-anchor.ts";
import type { ChosenArea } from "./area-layers.ts";
import type { GroundHeights } from "./ground-line.ts";
import { sameGeometry } from "./same-shapes.ts";

/** An area that has a label. */
export interface Labelled extends ChosenArea {
  readonly geometry: Polygon | MultiPolygon;
  /** Name and number; the part after a line break is written stronger. */
  readonly text: string;
  /** Metres above the ellipsoid, where it is not on the ground. */
  readonly height?: number | undefined;
}

interface Label {
  readonly area: Labelled;
  readonly at: Cartesian3;
  /** Metres from one side to the other. */
  readonly size: number;
}

interface Shown {
  readonly element: HTMLElement;
  text: string;
  width: number;
  height: number;
}

const MOST = 40;
/** Milliseconds after which it is thought over anew which labels are shown. */
const PERIOD = 200;
/** CSS pixels: areas that look smaller have no label, unless they are chosen. */
const SMALLEST = 24;
/** Areas whose place is worked out in one frame. */
const PLACED_A_FRAME = 30;
/** Labels that are measured, of those that would be shown: the most important. */
const MOST_WISHES = 120;
/** Sooner by more than a label is that was shown before. */
const RANKS = { region: 20, district: 10 } as const;

/** Names and counts in the middle of areas: text of the page over the map, which no reader is told twice. */
export class AreaLabels {
  readonly #scene: Scene;
  readonly #ground: GroundHeights;
  readonly #layer = document.createElement("div");
  readonly #labels = new Map<string, Label>();
  readonly #shown = new Map<string, Shown>();
  readonly #view = new Matrix4();
  #placed = new Map<string, PlacedLabel>();
  #areas = new Map<string, Labelled>();
  #waiting: Labelled[] = [];
  #chosen: string | undefined;
  #placedAt = Number.NEGATIVE_INFINITY;
  /** Something has changed that must be seen at once. */
  #stale = false;
  /** The map has moved since it was last thought over which labels are shown. */
  #shifted = false;

  constructor(scene: Scene, container: HTMLElement, ground: GroundHeights) {
    this.#scene = scene;
    this.#ground = ground;
    this.#layer.className = "area-labels";
    this.#layer.setAttribute("aria-hidden", "true");
    container.append(this.#layer);
  }

  set(areas: readonly Labelled[]): void {
    this.#areas = new Map(areas.map((area) => [keyOf(area), area]));
    this.#waiting = [];
    for (const [key, area] of this.#areas) {
      const label = this.#labels.get(key);
      const stays =
        label !== undefined &&
        label.area.height === area.height &&
        sameGeometry(label.area.geometry, area.geometry);
      if (stays) this.#labels.set(key, { ...label, area });
      else this.#waiting.push(area);
    }
    for (const key of this.#labels.keys()) if (!this.#areas.has(key)) this.#labels.delete(key);
    this.#stale = true;
  }

  /** The heights of the ground are others: every label finds its place anew. */
  settle(): void {
    this.#waiting = [...this.#areas.values()];
    this.#stale = true;
  }

  setChosen(chosen: ChosenArea | undefined): void {
    this.#chosen = chosen && keyOf(chosen);
    this.#stale = true;
  }

  /** What is labelled at a place, CSS pixels from the map's upper left corner. */
  at(x: number, y: number): ChosenArea | undefined {
    const { left, top } = this.#layer.getBoundingClientRect();
    for (const [key, { element }] of this.#shown) {
      const box = element.getBoundingClientRect();
      const inside =
        x + left >= box.left &&
        x + left <= box.right &&
        y + top >= box.top &&
        y + top <= box.bottom;
      if (inside) return this.#areas.get(key);
    }
    return undefined;
  }

  /** Before each frame. */
  follow(now: number): void {
    for (const area of this.#waiting.splice(0, PLACED_A_FRAME)) this.#locate(area);
    const { viewMatrix } = this.#scene.camera;
    const moved = !Matrix4.equals(viewMatrix, this.#view);
    Matrix4.clone(viewMatrix, this.#view);
    this.#shifted ||= moved;
    if (this.#stale || (this.#shifted && now - this.#placedAt > PERIOD)) {
      this.#placedAt = now;
      this.#stale = false;
      this.#shifted = false;
      this.#choose();
    } else if (moved) this.#move();
  }

  destroy(): void {
    this.#layer.remove();
  }

  #locate(area: Labelled): void {
    const { longitude, latitude } = areaAnchor(area.geometry);
    const height = area.height ?? this.#ground.at(longitude, latitude);
    const [west, south, east, north] = areaBounds(area.geometry);
    const corners = Cartesian3.fromDegreesArray([west, south, east, north]);
    this.#labels.set(keyOf(area), {
      area,
      at: Cartesian3.fromDegrees(longitude, latitude, height),
      size: Cartesian3.distance(corners[0] as Cartesian3, corners[1] as Cartesian3),
    });
    this.#stale = true;
  }

  #choose(): void {
    const wishes = this.#measured(this.#wishes());
    const { clientWidth, clientHeight } = this.#scene.canvas;
    const room = { width: clientWidth, height: clientHeight, most: MOST };
    this.#placed = placeLabels(wishes, room, this.#placed);
    for (const [key, { element }] of this.#shown) {
      element.hidden = !this.#placed.has(key);
      element.classList.toggle("chosen", key === this.#chosen);
    }
    for (const [key, { left, top }] of this.#placed) put(this.#shown.get(key), left, top);
  }

  /** Labels of what is on the screen and large enough, the most important first. */
  #wishes(): LabelWish[] {
    const wishes: LabelWish[] = [];
    for (const [key, { area, at, size }] of this.#labels) {
      const isChosen = key === this.#chosen;
      const range = Cartesian3.distance(this.#scene.camera.positionWC, at);
      const pixels = (size / range) * this.#scene.canvas.clientHeight;
      if (pixels < SMALLEST && !isChosen) continue;
      const place = this.#project(at);
      if (place === undefined) continue;
      const rank = RANKS[area.type] + Math.min(3, size / range) + (isChosen ? 100 : 0);
      const { x, y } = place;
      wishes.push({ id: key, x, y, width: 0, height: 0, rank, gap: 0, must: isChosen });
    }
    return wishes.sort((a, b) => b.rank - a.rank).slice(0, MOST_WISHES);
  }

  /** With their sizes: all are written before the first is measured, so that the page is laid out once. */
  #measured(wishes: readonly LabelWish[]): LabelWish[] {
    const wanted = new Set(wishes.map(({ id }) => id));
    for (const [key, { element }] of this.#shown) {
      if (wanted.has(key)) continue;
      element.remove();
      this.#shown.delete(key);
    }
    const changed = wishes.map(({ id }) => this.#written(id)).filter((shown) => shown.width === 0);
    for (const shown of changed) {
      shown.width = shown.element.offsetWidth;
      shown.height = shown.element.offsetHeight;
    }
    return wishes.map((wish) => {
      const { width = 0, height = 0 } = this.#shown.get(wish.id) ?? {};
      return { ...wish, width, height };
    });
  }

  /** The labels that are shown go with the map. */
  #move(): void {
    for (const [key, shown] of this.#shown) {
      const label = this.#labels.get(key);
      if (shown.element.hidden || label === undefined) continue;
      const place = this.#project(label.at);
      if (place === undefined) shown.element.hidden = true;
      else put(shown, place.x - shown.width / 2, place.y - shown.height / 2);
    }
  }

  /** Undefined where it is not on the screen. */
  #project(at: Cartesian3): Cartesian2 | undefined {
    const place = SceneTransforms.worldToWindowCoordinates(this.#scene, at, scratch);
    const { clientWidth, clientHeight } = this.#scene.canvas;
    const isSeen =
      place !== undefined &&
      place.x > 0 &&
      place.y > 0 &&
      place.x < clientWidth &&
      place.y < clientHeight;
    return isSeen ? place : undefined;
  }

  #written(key: string): Shown {
    const { area } = this.#labels.get(key) as Label;
    let shown = this.#shown.get(key);
    if (shown === undefined) {
      const element = document.createElement("div");
      element.className = `area-label ${area.type}`;
      element.dataset.area = area.id;
      this.#layer.append(element);
      shown = { element, text: "", width: 0, height: 0 };
      this.#shown.set(key, shown);
    }
    if (shown.text !== area.text) {
      write(shown.element, area.text);
      shown.text = area.text;
      shown.element.hidden = false;
      shown.width = 0;
    }
    return shown;
  }
}

const scratch = new Cartesian2();

function keyOf({ type, id }: ChosenArea): string {
  return `${type} ${id}`;
}

function write(element: HTMLElement, text: string): void {
  const [name = "", figure] = text.split("\n");
  element.replaceChildren(name);
  if (figure === undefined) return;
  const strong = document.createElement("strong");
  strong.textContent = figure;
  element.append(strong);
}

/** Whole pixels: text between two of them is not sharp. */
function put(shown: Shown | undefined, left: number, top: number): void {
  if (shown === undefined) return;
  shown.element.hidden = false;
  shown.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
