import type { ScreenPoint } from "./screen-path.ts";

/** CSS pixels that a press may wander and still be a click; a finger's more. */
const STEADY = 5;
const STEADY_FINGER = 12;
const REACH = 10;
const REACH_FINGER = 26;
/** Milliseconds: two clicks are one double click; a finger that rests asks for the menu. */
const DOUBLE = 350;
const LONG = 550;

const CAMERA_KEYS = /^(Arrow(Up|Down|Left|Right)|Key[WASDQERF]|Equal|Minus|Home)$/;

export interface InputParts {
  /** The element around the map's canvas. */
  readonly container: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly isActive: () => boolean;
  /** The place of the handle within reach; -1 where there is none. */
  readonly handleAt: (at: ScreenPoint, reach: number) => number;
  readonly clicked: (at: ScreenPoint, isSecond: boolean) => void;
  readonly dragged: (handle: number, to: ScreenPoint) => void;
  readonly dropped: (handle: number, at: ScreenPoint) => void;
  readonly menuAsked: (at: ScreenPoint | undefined) => void;
  readonly pointed: (by: "pointer" | "crosshair") => void;
  /** Space, Enter or Backspace, while a tool is in use and the map or nothing has the focus. */
  readonly pressed: (key: "Space" | "Enter" | "Backspace") => void;
}

interface Press {
  readonly id: number;
  readonly from: ScreenPoint;
  readonly isFinger: boolean;
  readonly button: number;
  readonly handle: number;
  steady: boolean;
}

/**
 * What the person does to the map with a tool, by mouse, finger or keys. It looks before the map's own camera
 * does, and keeps from it only what moves a handle.
 */
export class ToolInput {
  readonly #parts: InputParts;
  readonly #abort = new AbortController();
  #press: Press | undefined;
  #pointer: ScreenPoint | undefined;
  #last: { at: ScreenPoint; time: number } | undefined;
  #long: ReturnType<typeof setTimeout> | undefined;
  #claims = false;

  constructor(parts: InputParts) {
    this.#parts = parts;
    const { container, canvas } = parts;
    const { signal } = this.#abort;
    const early = { signal, capture: true };
    container.addEventListener("pointerdown", (event) => this.#down(event), early);
    container.addEventListener("pointermove", (event) => this.#move(event), early);
    container.addEventListener("pointerup", (event) => this.#up(event), early);
    container.addEventListener("pointercancel", () => this.#release(), early);
    canvas.addEventListener("pointerleave", () => this.#leave(), { signal });
    document.addEventListener("keydown", (event) => this.#key(event), early);
  }

  /** Where the mouse is; undefined while it is elsewhere. */
  get pointer(): ScreenPoint | undefined {
    return this.#pointer;
  }

  /** Whether the last click was the tools', and chooses nothing. */
  get claims(): boolean {
    return this.#claims;
  }

  destroy(): void {
    clearTimeout(this.#long);
    this.#abort.abort();
  }

  #down(event: PointerEvent): void {
    const { canvas, handleAt, isActive, menuAsked } = this.#parts;
    if (event.target !== canvas) return;
    clearTimeout(this.#long);
    this.#claims = isActive();
    // A second finger turns or zooms the map: then none of them taps.
    if (this.#press !== undefined && event.pointerId !== this.#press.id) {
      this.#press.steady = false;
      return;
    }
    const from = placeOf(event);
    const isFinger = event.pointerType === "touch";
    const handle = event.button === 0 ? handleAt(from, isFinger ? REACH_FINGER : REACH) : -1;
    this.#claims ||= handle !== -1;
    this.#press = {
      id: event.pointerId,
      from,
      isFinger,
      button: event.button,
      handle,
      steady: true,
    };
    if (isFinger)
      this.#long = setTimeout(() => {
        if (this.#press?.steady !== true) return;
        this.#press.steady = false;
        this.#claims = true;
        menuAsked(from);
      }, LONG);
    if (handle === -1) return;
    // The camera must not take the map along.
    event.stopPropagation();
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true });
  }

  #move(event: PointerEvent): void {
    const at = placeOf(event);
    if (event.pointerType !== "touch") {
      this.#pointer = at;
      this.#parts.pointed("pointer");
    }
    const press = this.#press;
    if (press === undefined || press.id !== event.pointerId) return;
    const far = Math.hypot(at.x - press.from.x, at.y - press.from.y);
    if (far > (press.isFinger ? STEADY_FINGER : STEADY)) press.steady = false;
    if (press.handle === -1) return;
    event.stopPropagation();
    if (!press.steady) this.#parts.dragged(press.handle, at);
  }

  #up(event: PointerEvent): void {
    const press = this.#press;
    if (press === undefined || press.id !== event.pointerId) return;
    this.#release();
    if (press.handle !== -1) event.stopPropagation();
    const at = placeOf(event);
    if (!press.steady && press.handle !== -1) this.#parts.dropped(press.handle, at);
    if (!press.steady) return;
    if (press.button === 2) this.#parts.menuAsked(at);
    else if (press.button === 0 && this.#claims) {
      if (press.isFinger) this.#parts.pointed("pointer");
      this.#click(at, event.timeStamp, press.isFinger);
    }
  }

  #click(at: ScreenPoint, time: number, isFinger: boolean): void {
    const last = this.#last;
    const near = isFinger ? REACH_FINGER : REACH;
    const isSecond =
      last !== undefined &&
      time - last.time < DOUBLE &&
      Math.hypot(at.x - last.at.x, at.y - last.at.y) < near;
    this.#last = isSecond ? undefined : { at, time };
    this.#parts.clicked(at, isSecond);
  }

  #release(): void {
    clearTimeout(this.#long);
    this.#press = undefined;
  }

  #leave(): void {
    this.#pointer = undefined;
  }

  #key(event: KeyboardEvent): void {
    const { isActive, menuAsked, pointed, pressed } = this.#parts;
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#isOurs(event.target)) return;
    const asksMenu = event.code === "ContextMenu" || (event.code === "F10" && event.shiftKey);
    if (CAMERA_KEYS.test(event.code) || asksMenu) pointed("crosshair");
    if (asksMenu) {
      event.preventDefault();
      menuAsked(undefined);
      return;
    }
    const { code } = event;
    if (!isActive() || event.repeat) return;
    if (code !== "Space" && code !== "Enter" && code !== "Backspace") return;
    event.preventDefault();
    pressed(code);
  }

  #isOurs(target: EventTarget | null): boolean {
    return (
      target === document.body || (target instanceof Node && this.#parts.container.contains(target))
    );
  }
}

/** From the map's upper left corner. */
function placeOf(event: PointerEvent): ScreenPoint {
  return { x: event.offsetX, y: event.offsetY };
}
