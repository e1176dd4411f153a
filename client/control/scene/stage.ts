import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import {
  CameraEventType,
  Credit,
  CreditDisplay,
  Ion,
  KeyboardEventModifier,
  PerspectiveFrustum,
  Scene,
} from "cesium";
import { type Problem, problem } from "../../../shared/problem.ts";
import type { Quality } from "./quality-governor.ts";

const NO_WEBGL = "This browser gives the page no WebGL 2, which the map is drawn with.";

/** Names that programs which draw in place of a graphics processor give themselves. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render/i;

/** Of a picture that is drawn finer than the screen: beyond these a processor may give up. */
const MOST_PIXELS = 24_000_000;

/** Radians from straight down: a little above the horizon line, where the map would be no map any more. */
const STEEPEST_TILT = (86 / 180) * Math.PI;

/** The canvas and Cesium's scene on it, with nothing in it and no request to anyone. */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly scene: Scene;
  readonly #container: HTMLElement;
  readonly #fault: Signal<Problem | undefined> = signal<Problem | undefined>(undefined);
  readonly #resized: ResizeObserver;
  #pixels = 1;
  #times = 1;

  /** Throws an Error with a message for people where the map cannot be drawn. */
  constructor(container: HTMLElement, options: { keepPicture: boolean }) {
    this.#container = container;
    this.canvas = makeCanvas();
    if (!hasWebGl2()) throw new Error(NO_WEBGL);
    container.append(this.canvas);
    this.scene = makeScene(this.canvas, options.keepPicture);
    // Its haze is the blue of a day by no clock of ours, and costs each pixel of each tile dearly.
    this.scene.fog.renderable = false;
    this.#resized = new ResizeObserver(() => this.resize());
    this.#resized.observe(container);
    this.#watchFaults();
    this.#setControls();
    this.resize();
  }

  /** Whether no graphics processor draws, but a program in its place. */
  get isSoftware(): boolean {
    const context = this.canvas.getContext("webgl2");
    const names = context?.getExtension("WEBGL_debug_renderer_info");
    if (context == null || names == null) return false;
    return SOFTWARE.test(String(context.getParameter(names.UNMASKED_RENDERER_WEBGL)));
  }

  /** Set once the map can draw no more. */
  get fault(): ReadonlySignal<Problem | undefined> {
    return this.#fault;
  }

  /** Drawing buffer pixels per CSS pixel. */
  get pixels(): number {
    return this.#pixels * this.#times;
  }

  apply(quality: Quality): void {
    this.#pixels = Math.min(devicePixelRatio, quality.pixels);
    this.scene.msaaSamples = quality.samples;
    this.resize();
  }

  /** Draws so many times finer until it is told 1, as far as the graphics processor goes. */
  magnify(times: number): void {
    const { clientWidth, clientHeight } = this.#container;
    const side = Math.max(1, clientWidth, clientHeight) * this.#pixels;
    const area = Math.max(1, clientWidth * clientHeight) * this.#pixels ** 2;
    const most = Math.min(this.#longestSide() / side, Math.sqrt(MOST_PIXELS / area));
    this.#times = Math.min(times, Math.max(1, most));
    this.resize();
  }

  resize(): void {
    const { clientWidth, clientHeight } = this.#container;
    const width = Math.max(1, Math.round(clientWidth * this.pixels));
    const height = Math.max(1, Math.round(clientHeight * this.pixels));
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    this.scene.pixelRatio = this.pixels;
    const { frustum } = this.scene.camera;
    if (frustum instanceof PerspectiveFrustum) frustum.aspectRatio = width / height;
    this.scene.requestRender();
  }

  destroy(): void {
    this.#resized.disconnect();
    this.scene.destroy();
    this.canvas.remove();
  }

  #longestSide(): number {
    const context = this.canvas.getContext("webgl2");
    const longest: unknown = context?.getParameter(context.MAX_RENDERBUFFER_SIZE);
    return typeof longest === "number" ? longest : Number.POSITIVE_INFINITY;
  }

  /** Left drag moves, right drag tilts and turns, the wheel comes nearer. */
  #setControls(): void {
    const controls = this.scene.screenSpaceCameraController;
    controls.minimumZoomDistance = 15;
    controls.maximumTiltAngle = STEEPEST_TILT;
    controls.zoomEventTypes = [CameraEventType.WHEEL, CameraEventType.PINCH];
    controls.tiltEventTypes = [
      CameraEventType.RIGHT_DRAG,
      CameraEventType.MIDDLE_DRAG,
      CameraEventType.PINCH,
      { eventType: CameraEventType.LEFT_DRAG, modifier: KeyboardEventModifier.CTRL },
    ];
  }

  #watchFaults(): void {
    this.canvas.addEventListener("webglcontextlost", () => this.#fail(contextLost()));
    this.scene.renderError.addEventListener((_scene: Scene, error: unknown) => {
      // A frame that was under way when the context went fails before the browser tells of it.
      if (this.canvas.getContext("webgl2")?.isContextLost()) {
        this.#fail(contextLost());
        return;
      }
      const why = `The map could not be drawn: ${String(error)}`;
      if (this.#fail(problem("map/render", why, "Reload the page."))) console.error(why, error);
    });
  }

  /** The first fault is told, and what fails after it fails because of it; true where this is the first. */
  #fail(fault: Problem): boolean {
    if (this.#fault.peek() !== undefined) return false;
    this.#fault.value = fault;
    return true;
  }
}

function contextLost(): Problem {
  return problem(
    "map/context-lost",
    "The graphics processor took the map's picture away.",
    "Reload the page. If it happens again, choose a lower quality or close other pages.",
  );
}

function makeCanvas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.tabIndex = 0;
  Object.assign(canvas.style, {
    display: "block",
    width: "100%",
    height: "100%",
    touchAction: "none",
  });
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  return canvas;
}

function hasWebGl2(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

function makeScene(canvas: HTMLCanvasElement, keepPicture: boolean): Scene {
  Ion.defaultAccessToken = "";
  // The default credit is a picture of a service that is not used here; sources are credited by the page.
  CreditDisplay.cesiumCredit = new Credit("CesiumJS");
  try {
    return new Scene({
      canvas,
      contextOptions: {
        webgl: { alpha: false, antialias: false, preserveDrawingBuffer: keepPicture },
      },
      creditContainer: document.createElement("div"),
      creditViewport: document.createElement("div"),
      orderIndependentTranslucency: false,
      scene3DOnly: true,
      requestRenderMode: true,
      maximumRenderTimeChange: Number.POSITIVE_INFINITY,
      msaaSamples: 1,
    });
  } catch (error) {
    canvas.remove();
    throw new Error(`${NO_WEBGL} (${String(error)})`, { cause: error });
  }
}
