import { Cartesian2, type Cartesian3, type Scene, SceneTransforms } from "cesium";
import type { MapTrail, WayMark, WayPoint } from "./map-past.ts";
import { passOn } from "./pass-on.ts";

interface Mark {
  readonly at: number;
  readonly element: HTMLElement;
  readonly place: Cartesian3;
}

/** CSS pixels: of a time from the middle of its mark to its end, of a line of it, and of half a mark. */
const WIDE = 64;
const HIGH = 18;
const SIGN = 6;

/** A mark that is on the screen, CSS pixels. */
interface Seen {
  readonly element: HTMLElement;
  readonly x: number;
  readonly y: number;
}

/** Marks on the ways of entities: at which time they were there. A click on one goes to that moment. */
export class TrailMarks {
  readonly #scene: Scene;
  readonly #host = document.createElement("div");
  readonly #screen = new Cartesian2();
  #marks: readonly Mark[] = [];

  constructor(scene: Scene, container: HTMLElement) {
    this.#scene = scene;
    this.#host.className = "trail-marks";
    // The charts say all of it, by keyboard too.
    this.#host.ariaHidden = "true";
    container.append(this.#host);
  }

  set(
    trails: readonly MapTrail[],
    placeOf: (point: WayPoint) => Cartesian3,
    press: (at: number) => void,
  ): void {
    this.#marks = trails.flatMap((trail) =>
      trail.marks.map((mark) => ({
        ...{ at: mark.at, element: elementOf(mark, trail), place: placeOf(mark) },
      })),
    );
    for (const mark of this.#marks) {
      mark.element.addEventListener("click", (event) => press(this.#meant(mark, event).at));
      passOn(mark.element, this.#scene.canvas);
    }
    this.#host.replaceChildren(...this.#marks.map(({ element }) => element));
    this.follow();
  }

  /** Before each frame. */
  follow(): void {
    const seen: Seen[] = [];
    for (const { element, place } of this.#marks) {
      const at = SceneTransforms.worldToWindowCoordinates(this.#scene, place, this.#screen);
      element.hidden = at === undefined;
      if (at === undefined) continue;
      element.style.transform = `translate(${at.x.toFixed(1)}px, ${at.y.toFixed(1)}px)`;
      seen.push({ element, x: at.x, y: at.y });
    }
    writeFree(seen);
  }

  destroy(): void {
    this.#host.remove();
  }

  /** What a finger may touch of a mark lies over other marks: it means the nearest. */
  #meant(touched: Mark, event: MouseEvent): Mark {
    if (!(event instanceof PointerEvent) || event.pointerType !== "touch") return touched;
    let [nearest, least] = [touched, Number.POSITIVE_INFINITY];
    for (const mark of this.#marks) {
      if (mark.element.hidden) continue;
      const box = mark.element.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const far = Math.hypot(event.clientX - x, event.clientY - y);
      if (far < least) [nearest, least] = [mark, far];
    }
    return nearest;
  }
}

/** Writes the time beside each mark where it covers neither another time nor another mark. */
function writeFree(seen: readonly Seen[]): void {
  const written: Seen[] = [];
  for (const mark of seen) {
    const isFree =
      written.every((other) => Math.abs(other.x - mark.x) > WIDE || isBeside(other, mark)) &&
      seen.every(
        (other) =>
          other === mark ||
          other.x < mark.x - SIGN ||
          other.x > mark.x + WIDE ||
          isBeside(other, mark),
      );
    if (isFree) written.push(mark);
    mark.element.classList.toggle("quiet", !isFree);
  }
}

function isBeside(one: Seen, other: Seen): boolean {
  return Math.abs(one.y - other.y) > HIGH;
}

const SVG = "http://www.w3.org/2000/svg";

function elementOf({ label, title }: WayMark, { color, edge, shape }: MapTrail): HTMLElement {
  const element = document.createElement("div");
  element.className = "trail-mark";
  element.title = title;
  const sign = document.createElementNS(SVG, "svg");
  sign.setAttribute("viewBox", "0 0 16 16");
  const outline = document.createElementNS(SVG, "path");
  outline.setAttribute("d", shape);
  outline.style.fill = color;
  outline.style.stroke = edge;
  sign.append(outline);
  const text = document.createElement("span");
  text.className = "trail-time";
  text.textContent = label;
  element.append(sign, text);
  return element;
}
