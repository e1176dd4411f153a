import { Cartesian2, type Cartesian3, type Scene, SceneTransforms } from "cesium";
import type { MapTrail, WayMark, WayPoint } from "./map-past.ts";

interface Mark {
  readonly element: HTMLElement;
  readonly place: Cartesian3;
}

/** CSS pixels between two labels; nearer than that the second is not written. */
const APART = 64;

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
        element: elementOf(mark, trail, press),
        place: placeOf(mark),
      })),
    );
    this.#host.replaceChildren(...this.#marks.map(({ element }) => element));
    this.follow();
  }

  /** Before each frame. */
  follow(): void {
    const written: [x: number, y: number][] = [];
    for (const { element, place } of this.#marks) {
      const seen = SceneTransforms.worldToWindowCoordinates(this.#scene, place, this.#screen);
      element.hidden = seen === undefined;
      if (seen === undefined) continue;
      const { x, y } = seen;
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      const isFree = written.every(([left, top]) => Math.hypot(left - x, (top - y) * 3) > APART);
      if (isFree) written.push([x, y]);
      element.classList.toggle("quiet", !isFree);
    }
  }

  destroy(): void {
    this.#host.remove();
  }
}

const SVG = "http://www.w3.org/2000/svg";

function elementOf(
  { at, label, title }: WayMark,
  { color, edge, shape }: MapTrail,
  press: (at: number) => void,
): HTMLElement {
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
  element.addEventListener("click", () => press(at));
  return element;
}
