import type { ReadonlySignal } from "@preact/signals";

/** Where the eye is and where it looks: degrees, metres above the ellipsoid. */
export interface Eye {
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
  readonly headingDegrees: number;
  /** Below the horizon is negative. */
  readonly pitchDegrees: number;
}

export type FollowMode = "follow" | "cockpit";
export type CameraPreset = "overview" | "district" | "street";

/** Who is gone with, and how; undefined for no one. */
export type Following = { readonly id: string; readonly mode: FollowMode } | undefined;

/** Why the camera goes with someone no more: it left the picture, or the person moved on or said so. */
export interface FollowEnd {
  readonly id: string;
  readonly why: "gone" | "moved" | "asked";
}

/** What a person can ask of the camera beyond flying somewhere. */
export interface CameraControls {
  /** Goes with an entity, around it or in its cockpit, until it is moved by hand or the entity is gone. */
  follow(id: string, mode: FollowMode): void;
  stopFollowing(): void;
  readonly following: ReadonlySignal<Following>;
  /** How the last going along ended; undefined while it lasts, and before the first. */
  readonly ended: ReadonlySignal<FollowEnd | undefined>;
  /** The whole city; the district in the middle of the view; a street as who stands there sees it. */
  preset(preset: CameraPreset): void;
  /** Told a few times a second at most. */
  readonly eye: ReadonlySignal<Eye | undefined>;
  /** Goes there at once. */
  setEye(eye: Eye): void;
}
