import type { Scene } from "cesium";
import type { EntityInstances } from "./entity-instances.ts";
import type { LocalSpace } from "./local-space.ts";
import { localToClip } from "./local-to-clip.ts";

export interface SymbolSearch {
  readonly scene: Scene;
  readonly space: LocalSpace;
  readonly instances: EntityInstances;
  /** Slots in use. */
  readonly count: number;
  /** Seconds. */
  readonly clock: number;
  /** Bits of the kinds that are shown. */
  readonly kinds: number;
}

/**
 * The slot whose symbol is nearest to a place on the screen (CSS pixels), -1 where none is within `reach`
 * of it. Looks at all of them, without asking the graphics processor for anything.
 */
export function nearestSymbol(search: SymbolSearch, x: number, y: number, reach: number): number {
  const { scene, space, instances, count, clock, kinds } = search;
  const [mx, my, mw] = localToClip(scene, space);
  const { clientWidth, clientHeight } = scene.canvas;
  const place = new Float64Array(3);
  let nearest = -1;
  let least = reach * reach;
  for (let slot = 0; slot < count; slot++) {
    if (!instances.isShown(slot) || ((kinds >> instances.kindOf(slot)) & 1) === 0) continue;
    instances.shownAt(slot, clock, place);
    // One by one: taking an array apart costs nearly as much again as the rest.
    const east = place[0] as number;
    const north = place[1] as number;
    const up = place[2] as number;
    const w = mw.x * east + mw.y * north + mw.z * up + mw.w;
    if (w <= 0) continue;
    const right = (mx.x * east + mx.y * north + mx.z * up + mx.w) / w;
    const above = (my.x * east + my.y * north + my.z * up + my.w) / w;
    const dx = (0.5 + right / 2) * clientWidth - x;
    const dy = (0.5 - above / 2) * clientHeight - y;
    const off = dx * dx + dy * dy;
    if (off <= least) {
      least = off;
      nearest = slot;
    }
  }
  return nearest;
}
