import type { CameraRig } from "./camera-rig.ts";

/** What a held key does each second: parts of the distance to the target, or radians. */
const HELD: Readonly<Record<string, Partial<Record<Motion, number>>>> = {
  ArrowUp: { ahead: 0.7 },
  KeyW: { ahead: 0.7 },
  ArrowDown: { ahead: -0.7 },
  KeyS: { ahead: -0.7 },
  ArrowLeft: { right: -0.7 },
  KeyA: { right: -0.7 },
  ArrowRight: { right: 0.7 },
  KeyD: { right: 0.7 },
  KeyQ: { turn: -1 },
  KeyE: { turn: 1 },
  KeyR: { tilt: 0.6 },
  KeyF: { tilt: -0.6 },
};

type Motion = "ahead" | "right" | "turn" | "tilt" | "nearer";

/** Seconds that one frame's step counts at most: a slow frame must not throw the camera across the city. */
const LONGEST_STEP = 0.12;

/**
 * The camera by keyboard, while the map or nothing has the focus: arrows or WASD move, + and - zoom, Q and
 * E turn, R and F tilt, Home and N.
 */
export class CameraKeys {
  readonly #rig: CameraRig;
  readonly #home: () => void;
  readonly #wake: () => void;
  readonly #map: HTMLElement;
  readonly #held = new Set<string>();
  /** Pressed since the last frame: they count in the next one, however soon they are let go. */
  readonly #fresh = new Set<string>();
  readonly #abort = new AbortController();

  constructor(options: { rig: CameraRig; map: HTMLElement; home: () => void; wake: () => void }) {
    this.#rig = options.rig;
    this.#map = options.map;
    this.#home = options.home;
    this.#wake = options.wake;
    const { signal } = this.#abort;
    document.addEventListener("keydown", (event) => this.#down(event), { signal });
    document.addEventListener("keyup", (event) => this.#held.delete(event.code), { signal });
    window.addEventListener("blur", () => this.#letGo(), { signal });
  }

  get active(): boolean {
    return this.#held.size > 0 || this.#fresh.size > 0;
  }

  /** Before each frame, `seconds` after the last one. */
  beforeFrame(seconds: number): void {
    if (!this.active) return;
    const time = Math.min(LONGEST_STEP, seconds);
    const by = { ahead: 0, right: 0, turn: 0, tilt: 0, nearer: 0 };
    for (const code of new Set([...this.#held, ...this.#fresh]))
      for (const [motion, speed] of Object.entries(HELD[code] ?? {}))
        by[motion as Motion] += speed * time;
    this.#fresh.clear();
    this.#rig.step(by);
  }

  destroy(): void {
    this.#abort.abort();
  }

  #down(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#isOurs(event.target)) return;
    // With Shift they go through time.
    if (event.shiftKey && event.code.startsWith("Arrow")) return;
    if (event.code in HELD) {
      this.#held.add(event.code);
      this.#fresh.add(event.code);
    } else if (event.key === "+" || event.key === "=") this.#rig.zoom(1.5);
    else if (event.key === "-") this.#rig.zoom(1 / 1.5);
    else if (event.code === "Home") this.#home();
    else if (event.code === "KeyN") this.#rig.lookNorth();
    else return;
    event.preventDefault();
    this.#wake();
  }

  #letGo(): void {
    this.#held.clear();
    this.#fresh.clear();
  }

  #isOurs(target: EventTarget | null): boolean {
    return target === document.body || (target instanceof Node && this.#map.contains(target));
  }
}
