import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { Matrix4 } from "cesium";
import { language } from "../../../ui/words/language.ts";
import type { SceneContext } from "../scene-context.ts";
import { drawMapLabels } from "./draw-map-labels.ts";
import { groundScale } from "./ground-scale.ts";
import type {
  GroundScale,
  MapPicture,
  MapTools,
  MenuPlace,
  Pointed,
  SurfacePoint,
  ToolName,
  ToolState,
} from "./map-tools.ts";
import type { ScreenPoint } from "./screen-path.ts";
import { SurfaceProbe } from "./surface-probe.ts";
import { ToolCanvas } from "./tool-canvas.ts";
import { ToolInput } from "./tool-input.ts";
import { ToolLines } from "./tool-lines.ts";
import { handleNear } from "./tool-overlay.ts";
import { ToolSession } from "./tool-session.ts";
import { type ToolShape, toolShape } from "./tool-shape.ts";

/** Milliseconds between two looks at what is pointed at, and between two tellings of the scale. */
const LOOK_PERIOD = 120;
const SCALE_PERIOD = 250;
/** CSS pixels around a place where a symbol may hide what is meant. */
const SYMBOL_REACH = 28;

/** The tools at work on the city: composes the parts of this folder. */
export class ToolsLayer implements MapTools {
  readonly #context: SceneContext;
  readonly #session = new ToolSession();
  readonly #probe: SurfaceProbe;
  readonly #input: ToolInput;
  readonly #lines: ToolLines;
  readonly #canvas: ToolCanvas;
  readonly #pointed: Signal<Pointed | undefined> = signal<Pointed | undefined>(undefined);
  readonly #scale: Signal<GroundScale | undefined> = signal<GroundScale | undefined>(undefined);
  readonly #aim: Signal<"pointer" | "crosshair"> = signal<"pointer" | "crosshair">("crosshair");
  readonly #menu: Signal<MenuPlace | undefined> = signal<MenuPlace | undefined>(undefined);
  readonly #redraw: () => void;
  readonly #unrendered: () => void;
  readonly #lookedFrom = new Matrix4();
  readonly #scaledFrom = new Matrix4();
  #shapes: readonly ToolShape[] = [];
  #depthByQuality = false;
  #watched = false;
  /** Whether a frame was drawn since depths are kept. */
  #hasDepths = false;
  #lookedAt: ScreenPoint | undefined;
  #lookedWhen = 0;
  #scaledWhen = 0;

  constructor(context: SceneContext) {
    this.#context = context;
    const { scene, container } = context;
    this.#probe = new SurfaceProbe(context);
    this.#lines = new ToolLines(scene);
    this.#canvas = new ToolCanvas(container);
    this.#input = new ToolInput({
      container,
      canvas: scene.canvas,
      isActive: () => this.#session.isActive,
      handleAt: (at, reach) => this.#handleAt(at, reach),
      clicked: (at, isSecond) => this.#clicked(at, isSecond),
      dragged: (handle, to) => this.#session.move(handle, this.#probe.at(to.x, to.y)),
      dropped: (handle, at) => this.#session.move(handle, this.#surfaceAt(at)),
      menuAsked: (at) => this.#openMenu(at),
      pointed: (by) => {
        this.#aim.value = by;
      },
      pressed: (key) => this.#pressed(key),
    });
    this.#redraw = effect(() => this.#shape());
    this.#unrendered = scene.postRender.addEventListener(() => {
      this.#hasDepths = scene.useDepthPicking;
    });
  }

  get state(): ReadonlySignal<ToolState | undefined> {
    return this.#session.state;
  }

  get results() {
    return this.#session.results;
  }

  get aim(): ReadonlySignal<"pointer" | "crosshair"> {
    return this.#aim;
  }

  get pointed(): ReadonlySignal<Pointed | undefined> {
    return this.#pointed;
  }

  get scale(): ReadonlySignal<GroundScale | undefined> {
    return this.#scale;
  }

  get menu(): ReadonlySignal<MenuPlace | undefined> {
    return this.#menu;
  }

  /** Whether clicks are the tools' own, and choose nothing. */
  get claimsClicks(): boolean {
    return this.#session.isActive || this.#input.claims;
  }

  start(tool: ToolName, at?: SurfacePoint): void {
    this.#menu.value = undefined;
    // Who has only fingers needs no cross, and who comes by a key has no pointer over the map.
    const points = this.#input.pointer !== undefined || matchMedia("(pointer: coarse)").matches;
    this.#aim.value = points ? "pointer" : "crosshair";
    this.#session.start(tool);
    this.#applyDepth();
    if (at !== undefined) this.#session.add(at);
    this.#context.scene.canvas.focus({ preventScroll: true });
  }

  setPoint(): void {
    this.#session.add(this.#pointAt(this.#target()));
  }

  undoPoint(): void {
    this.#session.undo();
  }

  finish(): void {
    this.#session.finish();
    this.#ended();
  }

  cancel(): void {
    this.#session.cancel();
    this.#ended();
  }

  remove(id?: number): void {
    this.#session.remove(id);
  }

  setWatched(watched: boolean): void {
    this.#watched = watched;
    this.#lookedAt = undefined;
    this.#context.scene.requestRender();
  }

  closeMenu(): void {
    if (this.#menu.peek() === undefined) return;
    this.#menu.value = undefined;
    this.#context.scene.canvas.focus({ preventScroll: true });
  }

  /** Whether the quality has each frame's depths kept anyway; a tool in use always has. */
  setDepthPicking(byQuality: boolean): void {
    this.#depthByQuality = byQuality;
    this.#applyDepth();
  }

  picture(times: number): MapPicture {
    const { container, scene, drawStill, time } = this.#context;
    const canvas = document.createElement("canvas");
    drawStill(times, () => {
      canvas.width = scene.canvas.width;
      canvas.height = scene.canvas.height;
      const pen = canvas.getContext("2d");
      pen?.drawImage(scene.canvas, 0, 0);
      if (pen === null) return;
      drawMapLabels(pen, container);
      this.#canvas.copyTo(pen, this.#shapes, scene.camera);
    });
    return {
      canvas,
      pixels: canvas.width / Math.max(1, container.clientWidth),
      at: time.cityNow(),
      scale: groundScale(this.#context, this.#probe),
    };
  }

  /** Before each frame; true where it moves of itself. */
  beforeFrame(): boolean {
    const now = performance.now();
    if (now - this.#lookedWhen > LOOK_PERIOD) this.#look(now);
    if (now - this.#scaledWhen > SCALE_PERIOD) this.#tellScale(now);
    this.#canvas.draw(this.#shapes, this.#context.scene.camera);
    return false;
  }

  destroy(): void {
    this.#redraw();
    this.#unrendered();
    this.#input.destroy();
    this.#lines.destroy();
    this.#canvas.destroy();
  }

  /** Looks at what is pointed at where that can have changed. */
  #look(now: number): void {
    if (!this.#watched && !this.#session.isActive) return;
    const target = this.#target();
    if (
      !this.#hasMoved(this.#lookedFrom) &&
      target.x === this.#lookedAt?.x &&
      target.y === this.#lookedAt.y
    )
      return;
    this.#lookedAt = target;
    this.#lookedWhen = now;
    Matrix4.clone(this.#context.scene.camera.viewMatrix, this.#lookedFrom);
    const point = this.#probe.at(target.x, target.y);
    const at = target === this.#input.pointer ? "pointer" : "middle";
    this.#pointed.value = point && { ...point, at };
    // A finger that has left the map, as a mouse that has, points at nothing.
    const isElsewhere = at === "middle" && this.#aim.peek() === "pointer";
    this.#session.hover(isElsewhere ? undefined : point);
  }

  #tellScale(now: number): void {
    if (!this.#hasMoved(this.#scaledFrom)) return;
    this.#scaledWhen = now;
    Matrix4.clone(this.#context.scene.camera.viewMatrix, this.#scaledFrom);
    this.#scale.value = groundScale(this.#context, this.#probe);
  }

  #hasMoved(from: Matrix4): boolean {
    return !Matrix4.equalsEpsilon(this.#context.scene.camera.viewMatrix, from, 1e-9);
  }

  /** Where a point would be set: at the pointer, or at the crosshair in the middle. */
  #target(): ScreenPoint {
    const { pointer } = this.#input;
    if (pointer !== undefined && this.#aim.peek() === "pointer") return pointer;
    const { clientWidth, clientHeight } = this.#context.container;
    return { x: clientWidth / 2, y: clientHeight / 2 };
  }

  /**
   * A place that is meant. Where no depths of this very view are kept, or those of a symbol that stands
   * before the city, one frame is drawn with them and without it.
   */
  #surfaceAt({ x, y }: ScreenPoint): SurfacePoint | undefined {
    const { scene, drawStill, entities } = this.#context;
    const isCovered = entities.nearest(x, y, SYMBOL_REACH) !== -1;
    if (!isCovered && this.#hasDepths && scene.useDepthPicking) return this.#probe.at(x, y);
    let point: SurfacePoint | undefined;
    const look = () =>
      drawStill(1, () => {
        point = this.#probe.at(x, y);
      });
    scene.useDepthPicking = true;
    if (isCovered) entities.without(look);
    else look();
    this.#applyDepth();
    return point;
  }

  /** A point to set: the height tool asks the city model too. */
  #pointAt(at: ScreenPoint): SurfacePoint | undefined {
    const point = this.#surfaceAt(at);
    const state = this.#session.state.peek();
    if (point === undefined || state?.tool !== "height" || state.points.length > 0) return point;
    const building = this.#probe.buildingAt(at.x, at.y);
    return building === undefined ? point : { ...point, building };
  }

  #clicked(at: ScreenPoint, isSecond: boolean): void {
    if (isSecond) this.finish();
    else this.#session.add(this.#pointAt(at));
    this.#applyDepth();
  }

  #pressed(key: "Space" | "Enter" | "Backspace"): void {
    if (key === "Backspace") return this.undoPoint();
    if (this.#input.pointer === undefined) this.#aim.value = "crosshair";
    // With too few points, Enter sets one more, as whoever presses it again and again means.
    if (key === "Enter" && this.#session.canFinish) return this.finish();
    this.setPoint();
    this.#applyDepth();
  }

  #openMenu(asked: ScreenPoint | undefined): void {
    const place = asked ?? this.#target();
    const point = this.#surfaceAt(place);
    if (point !== undefined) this.#menu.value = { ...place, point };
  }

  #handleAt(at: ScreenPoint, reach: number): number {
    const shape = this.#shapes.at(-1);
    if (this.#session.state.peek() === undefined || shape === undefined) return -1;
    const { clientWidth: width, clientHeight: height } = this.#context.container;
    return handleNear(shape, this.#context.scene.camera, { width, height }, at, reach);
  }

  #shape(): void {
    // Labels are words too.
    language.value;
    const results = this.#session.results.value.map(({ tool, points }) =>
      toolShape(tool, points, { draft: false }),
    );
    const state = this.#session.state.value;
    this.#shapes =
      state === undefined
        ? results
        : [...results, toolShape(state.tool, state.points, { ...state, draft: true })];
    this.#lines.draw(this.#shapes);
    this.#canvas.soil();
  }

  #ended(): void {
    this.#applyDepth();
    // The button that was pressed is about to go, and the focus must be somewhere.
    const focused = document.activeElement;
    if (!this.#session.isActive && focused?.closest(".tool-bar") != null)
      this.#context.scene.canvas.focus({ preventScroll: true });
  }

  #applyDepth(): void {
    const { scene } = this.#context;
    const { isActive } = this.#session;
    const wanted = this.#depthByQuality || isActive;
    if (!wanted) this.#hasDepths = false;
    scene.useDepthPicking = wanted;
    this.#lookedAt = undefined;
    scene.requestRender();
  }
}
