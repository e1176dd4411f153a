import { Color, Material, PolylineCollection, type Scene } from "cesium";
import type { ToolShape } from "./tool-shape.ts";

/** Not quite opaque: drawn so, it leaves no depth behind, and pointing goes through it to the city. */
const CORE = Color.fromCssColorString("#8be9f7").withAlpha(0.98);
const RIM = Color.fromCssColorString("#06141c").withAlpha(0.7);

/** The lines of the tools in the scene: hidden by what stands before them. */
export class ToolLines {
  readonly #scene: Scene;
  readonly #lines: PolylineCollection;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#lines = scene.primitives.add(new PolylineCollection());
  }

  draw(shapes: readonly ToolShape[]): void {
    this.#lines.removeAll();
    for (const { line, draft } of shapes) {
      if (line.length < 2) continue;
      this.#lines.add({
        positions: [...line],
        width: draft ? 5 : 4,
        material: Material.fromType("PolylineOutline", {
          color: CORE,
          outlineColor: RIM,
          outlineWidth: 2,
        }),
      });
    }
    this.#scene.requestRender();
  }

  destroy(): void {
    this.#scene.primitives.remove(this.#lines);
  }
}
