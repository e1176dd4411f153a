import { readNumber } from "../../ui/read-untrusted.ts";
import type { Eye } from "../scene/camera/camera-controls.ts";

/** Metres above the ellipsoid between which a camera can be. */
const LOWEST = -10_000;
const HIGHEST = 100_000_000;

/** `longitude,latitude,height,heading,pitch` in degrees and metres; a decimetre is exact enough. */
export function writeEye(eye: Eye): string {
  const { longitude, latitude, height, headingDegrees, pitchDegrees } = eye;
  const turned = ((headingDegrees % 360) + 360) % 360;
  const parts = [
    ...[longitude.toFixed(6), latitude.toFixed(6), height.toFixed(1)],
    ...[turned.toFixed(2), pitchDegrees.toFixed(2)],
  ];
  return parts.map((part) => String(Number(part))).join(",");
}

/** Undefined where it is no place that a camera can be. */
export function readEye(text: string): Eye | undefined {
  const parts = text.split(",");
  if (parts.length !== 5 || parts.some((part) => part.trim() === "")) return undefined;
  const [east, north, up, turn, tilt] = parts.map(Number);
  const longitude = readNumber(east, -180, 180);
  const latitude = readNumber(north, -90, 90);
  const height = readNumber(up, LOWEST, HIGHEST);
  const headingDegrees = readNumber(turn, -360, 360);
  const pitchDegrees = readNumber(tilt, -90, 90);
  if (longitude === undefined || latitude === undefined || height === undefined) return undefined;
  if (headingDegrees === undefined || pitchDegrees === undefined) return undefined;
  return { longitude, latitude, height, headingDegrees, pitchDegrees };
}
