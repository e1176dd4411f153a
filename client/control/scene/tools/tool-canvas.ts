import { type Camera, Matrix4 } from "cesium";
import { drawToolShapes } from "./tool-overlay.ts";
import type { ToolShape } from "./tool-shape.ts";

const FINEST = 2;

/** The canvas over the map that shapes are drawn on, when they or the camera have changed. */
export class ToolCanvas {
  readonly #container: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #seen = new Matrix4();
  #isClean = true;
  #isEmpty = true;

  constructor(container: HTMLElement) {
    this.#container = container;
    this.#canvas = document.createElement("canvas");
    this.#canvas.className = "tool-canvas";
    this.#canvas.ariaHidden = "true";
    // No room is taken on the graphics processor before something is measured.
    this.#canvas.width = 0;
    this.#canvas.height = 0;
    container.append(this.#canvas);
  }

  /** Something else is to be drawn than before. */
  soil(): void {
    this.#isClean = false;
  }

  draw(shapes: readonly ToolShape[], camera: Camera): void {
    if (shapes.length === 0 && this.#isEmpty) return;
    const pixels = Math.min(devicePixelRatio, FINEST);
    const { clientWidth: width, clientHeight: height } = this.#container;
    const isSized = this.#resize(Math.round(width * pixels), Math.round(height * pixels));
    if (this.#isClean && !isSized && Matrix4.equals(camera.viewMatrix, this.#seen)) return;
    this.#isClean = true;
    this.#isEmpty = shapes.length === 0;
    Matrix4.clone(camera.viewMatrix, this.#seen);
    const pen = this.#canvas.getContext("2d");
    pen?.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    if (pen !== null) drawToolShapes(pen, shapes, camera, { width, height, pixels });
  }

  /** Draws the shapes on a copy of the map, as fine as that is. */
  copyTo(pen: CanvasRenderingContext2D, shapes: readonly ToolShape[], camera: Camera): void {
    const { clientWidth: width, clientHeight: height } = this.#container;
    const pixels = pen.canvas.width / Math.max(1, width);
    drawToolShapes(pen, shapes, camera, { width, height, pixels });
  }

  destroy(): void {
    this.#canvas.remove();
  }

  #resize(width: number, height: number): boolean {
    if (this.#canvas.width === width && this.#canvas.height === height) return false;
    this.#canvas.width = width;
    this.#canvas.height = height;
    return true;
  }
}
