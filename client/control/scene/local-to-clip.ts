import { Cartesian4, Matrix4, type Scene } from "cesium";
import type { LocalSpace } from "./local-space.ts";

/** The rows that give clip x, y and w of local metres. */
export function localToClip(
  { camera }: Scene,
  space: LocalSpace,
): [Cartesian4, Cartesian4, Cartesian4] {
  const toEye = Matrix4.multiply(camera.viewMatrix, space.toFixed, new Matrix4());
  const toClip = Matrix4.multiply(camera.frustum.projectionMatrix, toEye, toEye);
  const row = (index: number) => Matrix4.getRow(toClip, index, new Cartesian4());
  return [row(0), row(1), row(3)];
}
