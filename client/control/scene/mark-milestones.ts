import { Cesium3DTileset, type Scene } from "cesium";

/** What a person waits for when the page opens, as marks in the browser's own timeline. */
export interface Milestones {
  /** Whether all that the first view needs has been drawn. */
  readonly settled: () => boolean;
  readonly entities: () => boolean;
}

/**
 * Marks the first frame of all (`machinami:frame`), the first with something of the city in it (`:city`),
 * with all of the city that the view needs (`:settled`), with entities (`:entities`). The browser's tools
 * show them, and the benchmarks read them.
 */
export function markMilestones(scene: Scene, { settled, entities }: Milestones): void {
  const waiting = new Map<string, () => boolean>([
    ["frame", () => true],
    ["city", () => hasTiles(scene)],
    ["settled", settled],
    ["entities", entities],
  ]);
  const stop = scene.postRender.addEventListener(() => {
    for (const [name, isReached] of waiting) {
      if (!isReached()) continue;
      performance.mark(`machinami:${name}`);
      waiting.delete(name);
    }
    if (waiting.size === 0) stop();
  });
}

function hasTiles({ primitives }: Scene): boolean {
  for (let i = 0; i < primitives.length; i++) {
    const part: unknown = primitives.get(i);
    if (part instanceof Cesium3DTileset && part.totalMemoryUsageInBytes > 0) return true;
  }
  return false;
}
