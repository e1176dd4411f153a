import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { Cartesian3, Math as CesiumMath } from "cesium";
import { distance } from "../../../../shared/geodesy.ts";
import type { Stand, View } from "../camera-rig.ts";
import type { SceneContext } from "../scene-context.ts";
import type {
  CameraControls,
  CameraPreset,
  Eye,
  FollowEnd,
  Following,
  FollowMode,
} from "./camera-controls.ts";
import { Companion } from "./companion.ts";
import { PresetViews } from "./preset-views.ts";

/** Milliseconds between two tellings of where the eye is. */
const EYE_PERIOD = 250;
/** Less than these is no other view: metres, degrees. */
const SAME_PLACE = 0.05;
const SAME_DEGREES = 0.01;

/** Follows entities, goes to presets, and tells where the eye is. */
export class CameraController implements CameraControls {
  readonly #context: SceneContext;
  readonly #companion: Companion;
  readonly #presets: PresetViews;
  readonly #following: Signal<Following> = signal<Following>(undefined);
  readonly #ended: Signal<FollowEnd | undefined> = signal<FollowEnd | undefined>(undefined);
  readonly #eye: Signal<Eye | undefined> = signal<Eye | undefined>(undefined);
  #eyeToldAt = Number.NEGATIVE_INFINITY;
  /** Another preset was asked for while the last one's streets were still on their way. */
  #asked = 0;

  constructor(context: SceneContext) {
    this.#context = context;
    this.#presets = new PresetViews(context);
    this.#companion = new Companion(context, {
      changed: (mode) => {
        const now = this.#following.peek();
        if (now !== undefined) this.#following.value = { id: now.id, mode };
      },
      ended: (why) => this.#end(why),
    });
  }

  get following(): ReadonlySignal<Following> {
    return this.#following;
  }

  get ended(): ReadonlySignal<FollowEnd | undefined> {
    return this.#ended;
  }

  get eye(): ReadonlySignal<Eye | undefined> {
    return this.#eye;
  }

  follow(id: string, mode: FollowMode): void {
    this.#asked++;
    this.#following.value = { id, mode };
    this.#ended.value = undefined;
    this.#companion.go(id, mode);
  }

  stopFollowing(): void {
    this.#companion.stop();
    this.#end("asked");
  }

  preset(preset: CameraPreset): void {
    const asked = ++this.#asked;
    if (preset === "overview") return this.#context.home();
    void this.#presets.find(preset).then((found) => {
      if (asked === this.#asked) this.#go(found);
    });
  }

  /** Goes there at once. */
  setEye({ longitude, latitude, height, headingDegrees, pitchDegrees }: Eye): void {
    this.#asked++;
    const eye = Cartesian3.fromDegrees(longitude, latitude, height);
    const heading = CesiumMath.toRadians(headingDegrees);
    this.#context.rig.stand({ eye, heading, pitch: CesiumMath.toRadians(pitchDegrees) }, 0);
    // Told at once: what notes the eye must not keep the place that it has just left.
    this.#eye.value = this.eyeNow();
  }

  /** Whether it was ever told where to go, by a link or by the person. */
  get wasAsked(): boolean {
    return this.#asked > 0;
  }

  eyeNow(): Eye {
    const { camera } = this.#context.scene;
    const { longitude, latitude, height } = camera.positionCartographic;
    return {
      longitude: CesiumMath.toDegrees(longitude),
      latitude: CesiumMath.toDegrees(latitude),
      height,
      headingDegrees: CesiumMath.toDegrees(camera.heading) % 360,
      pitchDegrees: CesiumMath.toDegrees(camera.pitch),
    };
  }

  /** Before each frame; true where it moves of itself. */
  beforeFrame(): boolean {
    const moves = this.#companion.beforeFrame();
    this.#tellEye(performance.now());
    return moves;
  }

  destroy(): void {
    this.#companion.destroy();
  }

  #go(found: View | Stand): void {
    if ("eye" in found) this.#context.rig.stand(found);
    else this.#context.rig.goTo(found);
  }

  #end(why: FollowEnd["why"]): void {
    const was = this.#following.peek();
    if (was === undefined) return;
    this.#following.value = undefined;
    this.#ended.value = { id: was.id, why };
  }

  #tellEye(now: number): void {
    if (now - this.#eyeToldAt < EYE_PERIOD) return;
    const eye = this.eyeNow();
    const before = this.#eye.peek();
    if (before !== undefined && isSame(before, eye)) return;
    this.#eyeToldAt = now;
    this.#eye.value = eye;
  }
}

function isSame(a: Eye, b: Eye): boolean {
  const turned = Math.abs(a.headingDegrees - b.headingDegrees);
  return (
    distance(a.longitude, a.latitude, b.longitude, b.latitude) < SAME_PLACE &&
    Math.abs(a.height - b.height) < SAME_PLACE &&
    Math.min(turned, 360 - turned) < SAME_DEGREES &&
    Math.abs(a.pitchDegrees - b.pitchDegrees) < SAME_DEGREES
  );
}
