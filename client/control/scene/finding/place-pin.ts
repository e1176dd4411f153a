import { Cartesian2, Cartesian3, SceneTransforms } from "cesium";
import type { Position } from "../../../../shared/observation.ts";
import type { SceneContext } from "../scene-context.ts";

const SHAPE = `<svg viewBox="0 0 24 34" aria-hidden="true">
  <path class="place-pin-body" d="M12 33C12 33 1.5 19 1.5 11.5a10.5 10.5 0 0 1 21 0C22.5 19 12 33 12 33Z"/>
  <circle class="place-pin-dot" cx="12" cy="11.5" r="4"/>
</svg>`;

/** A pin where a place is that was chosen; the panels tell in words what it marks. */
export class PlacePin {
  readonly #context: SceneContext;
  readonly #element = document.createElement("div");
  readonly #screen = new Cartesian2();
  #at: Cartesian3 | undefined;

  constructor(context: SceneContext) {
    this.#context = context;
    this.#element.className = "place-pin";
    this.#element.innerHTML = SHAPE;
  }

  /** Stands there; nowhere where undefined. */
  set(position: Position | undefined): void {
    if (position === undefined) {
      this.#at = undefined;
      this.#element.remove();
      return;
    }
    const { longitude, latitude, height = this.#context.city?.ground.height ?? 0 } = position;
    this.#at = Cartesian3.fromDegrees(longitude, latitude, height);
    this.#context.container.append(this.#element);
    this.beforeFrame();
    this.#context.scene.requestRender();
  }

  /** Before each frame. */
  beforeFrame(): void {
    if (this.#at === undefined) return;
    const { scene } = this.#context;
    const place = SceneTransforms.worldToWindowCoordinates(scene, this.#at, this.#screen);
    this.#element.hidden = place === undefined;
    if (place !== undefined)
      this.#element.style.transform = `translate(${place.x.toFixed(1)}px, ${place.y.toFixed(1)}px) translate(-50%, -100%)`;
  }

  destroy(): void {
    this.set(undefined);
  }
}
