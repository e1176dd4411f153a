import type { Scene } from "cesium";

/** Milliseconds: frames slower than this leave the page some time of its own. */
const HEAVY = 60;
/** Milliseconds between frames when nothing moves: what goes stale must come to look it. */
const CALM_PERIOD = 1_000;

export interface LoopParts {
  readonly scene: Scene;
  /** Before each turn, `seconds` after the last: moves the camera by what the person holds down. */
  steer(seconds: number): void;
  /** Before each turn: true where something moves of itself, so that a frame is wanted. */
  prepare(): boolean;
  /** Milliseconds that a frame took, told only where frames follow one another. */
  measured(milliseconds: number, now: number): void;
}

/**
 * Draws a frame whenever something has changed, and none when nothing has. Where drawing is slow, things
 * that only move by themselves are drawn less often than the screen could, and the person's own moves always.
 */
export class RenderLoop {
  readonly #parts: LoopParts;
  readonly #unrendered: () => void;
  #request = 0;
  #last = Number.NaN;
  #drawnAt = 0;
  #drew = false;
  #drewBefore = false;
  #frames = 0;
  #heavy = 0;

  constructor(parts: LoopParts) {
    this.#parts = parts;
    this.#unrendered = parts.scene.postRender.addEventListener(() => {
      this.#drew = true;
      this.#frames++;
    });
    this.#request = requestAnimationFrame((now) => this.#turn(now));
  }

  /** Frames drawn so far. */
  get frames(): number {
    return this.#frames;
  }

  stop(): void {
    cancelAnimationFrame(this.#request);
    this.#unrendered();
  }

  #turn(now: number): void {
    this.#request = requestAnimationFrame((next) => this.#turn(next));
    const elapsed = Number.isNaN(this.#last) ? 0 : now - this.#last;
    this.#last = now;
    if (this.#drew && this.#drewBefore && !document.hidden) {
      this.#heavy = elapsed > HEAVY ? elapsed : 0;
      this.#parts.measured(elapsed, now);
    }
    this.#drewBefore = this.#drew;
    this.#drew = false;
    this.#parts.scene.initializeFrame();
    this.#parts.steer(elapsed / 1000);
    const moves = this.#parts.prepare();
    const rested = now - this.#drawnAt > this.#heavy * 1.3;
    if ((moves && rested) || now - this.#drawnAt > CALM_PERIOD) this.#parts.scene.requestRender();
    this.#parts.scene.render();
    if (this.#drew) this.#drawnAt = now;
  }
}
