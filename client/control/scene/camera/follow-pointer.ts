import type { Scene } from "cesium";
import type { CameraGuide } from "../camera-rig.ts";

/** Radians for each CSS pixel. */
const TURN = 0.006;
const TILT = 0.004;
/** What one notch of a wheel comes nearer by. */
const NOTCH = 1.2;
const NOTCH_PIXELS = 100;
/** CSS pixels that a press may stray and still be a click. */
const STRAY = 6;

/**
 * The pointer while the camera goes with something: what tilts and zooms the map does so about the
 * entity, and a drag that would move the map ends it.
 */
export class FollowPointer {
  readonly #scene: Scene;
  readonly #guide: CameraGuide;
  #abort: AbortController | undefined;
  /** Pointers that are down, by id. */
  readonly #down = new Map<number, { x: number; y: number; turns: boolean; strayed: number }>();

  constructor(scene: Scene, guide: CameraGuide) {
    this.#scene = scene;
    this.#guide = guide;
  }

  listen(): void {
    if (this.#abort !== undefined) return;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const { canvas } = this.#scene;
    this.#scene.screenSpaceCameraController.enableInputs = false;
    canvas.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    window.addEventListener("pointermove", (event) => this.#move(event), { signal });
    for (const end of ["pointerup", "pointercancel"] as const)
      window.addEventListener(end, (event) => this.#down.delete(event.pointerId), { signal });
    const passive = false;
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive });
  }

  unlisten(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#down.clear();
    this.#scene.screenSpaceCameraController.enableInputs = true;
  }

  #press(event: PointerEvent): void {
    const turns = event.pointerType !== "touch" && (event.button !== 0 || event.ctrlKey);
    this.#down.set(event.pointerId, { x: event.clientX, y: event.clientY, turns, strayed: 0 });
  }

  #move(event: PointerEvent): void {
    const pointer = this.#down.get(event.pointerId);
    if (pointer === undefined) return;
    const [dx, dy] = [event.clientX - pointer.x, event.clientY - pointer.y];
    const before = this.#spread();
    pointer.x = event.clientX;
    pointer.y = event.clientY;
    pointer.strayed += Math.hypot(dx, dy);
    if (this.#down.size === 2) {
      // Two fingers: apart comes nearer, both upwards tilts.
      const spread = this.#spread();
      const nearer = before > 0 ? spread / before : 1;
      this.#guide.steer(dx * TURN * 0.5, -dy * TILT * 0.5, nearer);
    } else if (pointer.turns) this.#guide.steer(dx * TURN, -dy * TILT, 1);
    else if (pointer.strayed > STRAY) this.#guide.leave();
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const pixels =
      event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 33;
    this.#guide.steer(0, 0, NOTCH ** (-pixels / NOTCH_PIXELS));
  }

  /** CSS pixels between two fingers. */
  #spread(): number {
    const [one, other] = [...this.#down.values()];
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  }
}
