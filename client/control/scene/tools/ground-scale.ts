import { Cartesian3, PerspectiveFrustum } from "cesium";
import type { SceneContext } from "../scene-context.ts";
import type { GroundScale } from "./map-tools.ts";
import type { SurfaceProbe } from "./surface-probe.ts";

/** Radians: seen flatter than this, a length on the ground is none that a bar could tell. */
const FLATTEST = 0.02;

/** How large things are in the middle of the screen; undefined where there is no ground in it. */
export function groundScale(context: SceneContext, probe: SurfaceProbe): GroundScale | undefined {
  const { camera } = context.scene;
  const { clientWidth, clientHeight } = context.container;
  const ground = probe.groundAt(clientWidth / 2, clientHeight / 2);
  const { frustum } = camera;
  if (ground === undefined || !(frustum instanceof PerspectiveFrustum)) return undefined;
  if (Math.abs(camera.pitch) < FLATTEST) return undefined;
  const away = Cartesian3.distance(camera.positionWC, ground);
  const tall = 2 * away * Math.tan((frustum.fovy ?? 1) / 2);
  return {
    metres: tall / Math.max(1, clientHeight),
    headingDegrees: (camera.heading * 180) / Math.PI,
  };
}
