import {
  CallbackPositionProperty,
  Cartesian3,
  Math as CesiumMath,
  Color,
  DataSourceCollection,
  DataSourceDisplay,
  type Entity,
  HeadingPitchRange,
  JulianDate,
  Matrix4,
  type PointPrimitive,
  PointPrimitiveCollection,
} from "cesium";
import { EntityLayer } from "../../../client/control/scene/entity-layer.ts";
import { LocalSpace } from "../../../client/control/scene/local-space.ts";
import { SCENE_THEMES } from "../../../client/control/scene/scene-theme.ts";
import { Stage } from "../../../client/control/scene/stage.ts";
import { HeldTime } from "../../../client/control/scene/test-hooks.ts";
import { Selection } from "../../../client/twin/selection.ts";
import { Store } from "../../../client/twin/store.ts";
import { decodeFrame } from "../../../shared/frame.ts";
import { isProblem } from "../../../shared/problem.ts";
import { Crowd } from "./crowd.ts";

/** Frames between two updates of everyone: 60 frames a second, 5 updates. */
const FRAMES_PER_UPDATE = 12;
/** Milliseconds that a frame may spend on news, as in the page. */
const NEWS_BUDGET = 1;
const CENTRE = { longitude: 140.1123, latitude: 35.6071 };

export type Variant = "machinami" | "points" | "entities";

export interface Measured {
  /** Main-thread milliseconds of each frame: taking in what changed, and `scene.render`. */
  readonly frames: readonly number[];
  /** Main-thread milliseconds of each update apart from frames: decoding and `Store.apply`. */
  readonly updates: readonly number[];
  /** Things seen to be drawn, so that nothing is measured that does not happen. */
  readonly drawn: number;
}

/** One way to draw a crowd. */
interface Drawing {
  /** Takes a 5 Hz update, outside of frames. */
  update(bytes: Uint8Array): void;
  /** What is done in each frame before `scene.render`. */
  frame(time: JulianDate, part: number, newsBudget: number): void;
  drawn(): number;
  end(): void;
}

declare global {
  interface Window {
    bench: (variant: Variant, count: number, frames: number, limit: number) => Promise<Measured>;
  }
}

const container = document.querySelector<HTMLElement>("#map");
if (container === null) throw new Error("bench: the page has no #map");
const stage = new Stage(container, { keepPicture: true });
const { scene } = stage;
scene.requestRenderMode = false;
scene.backgroundColor = Color.BLACK.clone();
const space = new LocalSpace(CENTRE.longitude, CENTRE.latitude, 0);
const held = new HeldTime(Date.now());
scene.camera.lookAt(space.origin, new HeadingPitchRange(0, CesiumMath.toRadians(-35), 9_000));
scene.camera.lookAtTransform(Matrix4.IDENTITY);

window.bench = async (variant, count, most, limit) => {
  const crowd = new Crowd(count);
  const drawing = DRAWINGS[variant](crowd);
  const frames: number[] = [];
  const updates: number[] = [];
  const timed = (into: number[], task: () => void) => {
    const began = performance.now();
    task();
    into.push(performance.now() - began);
  };
  const oneFrame = async (index: number, budget: number) => {
    held.milliseconds += 1000 / 60;
    const since = index % FRAMES_PER_UPDATE;
    if (since === 0) {
      const bytes = crowd.next(held.milliseconds);
      timed(updates, () => drawing.update(bytes));
    }
    const time = JulianDate.fromDate(new Date(held.milliseconds));
    timed(frames, () => {
      drawing.frame(time, since / FRAMES_PER_UPDATE, budget);
      scene.render(time);
    });
    await drained();
  };
  // The first updates make buffers, shaders and the list of picks: a start, not a frame.
  for (const index of [0, FRAMES_PER_UPDATE, 1]) await oneFrame(index, Number.POSITIVE_INFINITY);
  frames.length = updates.length = 0;
  const end = performance.now() + limit;
  for (let index = 0; index < most && performance.now() < end; index++)
    await oneFrame(index, NEWS_BUDGET);
  const drawn = drawing.drawn();
  drawing.end();
  return { frames, updates, drawn };
};

const DRAWINGS: Readonly<Record<Variant, (crowd: Crowd) => Drawing>> = {
  machinami(crowd) {
    const store = new Store();
    store.roster(crowd.roster);
    const layer = new EntityLayer({
      ...{ scene, store, space, time: held },
      selection: new Selection(),
      fixedFrame: true,
      theme: SCENE_THEMES.night,
    });
    return {
      update(bytes) {
        const decoded = decodeFrame(bytes);
        if (isProblem(decoded)) throw new Error(decoded.message);
        store.apply(decoded);
      },
      frame: (_time, _part, newsBudget) => void layer.beforeFrame(1, newsBudget),
      drawn: () => layer.statistics.drawn,
      end() {
        layer.destroy();
        scene.primitives.removeAll();
      },
    };
  },
  points(crowd) {
    const collection = scene.primitives.add(new PointPrimitiveCollection());
    const points: PointPrimitive[] = [];
    for (let i = 0; i < crowd.count; i++)
      points.push(collection.add({ position: Cartesian3.ZERO, pixelSize: 8, color: Color.CYAN }));
    const path = new Path(crowd);
    return {
      update: () => path.update(),
      frame(_time, part) {
        const scratch = new Cartesian3();
        for (let i = 0; i < points.length; i++)
          (points[i] as PointPrimitive).position = path.at(i, part, scratch);
      },
      drawn: () => collection.length,
      end: () => scene.primitives.removeAll(),
    };
  },
  entities(crowd) {
    const collection = new DataSourceCollection();
    const display = new DataSourceDisplay({ scene, dataSourceCollection: collection });
    const { entities } = display.defaultDataSource;
    const path = new Path(crowd);
    let now = 0;
    entities.suspendEvents();
    for (let i = 0; i < crowd.count; i++) {
      const scratch = new Cartesian3();
      const position = new CallbackPositionProperty(
        (_time, result) => path.at(i, now, result ?? scratch),
        false,
      );
      entities.add({
        position,
        point: { pixelSize: 8, color: Color.CYAN },
      } satisfies Entity.ConstructorOptions);
    }
    entities.resumeEvents();
    return {
      update: () => path.update(),
      frame(time, part) {
        now = part;
        display.update(time);
      },
      drawn: () => entities.values.length,
      end() {
        display.destroy();
        scene.primitives.removeAll();
      },
    };
  },
};

/** Earth-centred places of a crowd, between the last update and the one before. */
class Path {
  readonly #crowd: Crowd;
  #before: Float64Array;
  #after: Float64Array;

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
    this.#before = new Float64Array(crowd.count * 3);
    this.#after = new Float64Array(crowd.count * 3);
  }

  update(): void {
    [this.#before, this.#after] = [this.#after, this.#before];
    const scratch = new Cartesian3();
    const { longitudes, latitudes } = this.#crowd.columns;
    for (let i = 0; i < this.#crowd.count; i++) {
      Cartesian3.fromDegrees(
        longitudes[i] as number,
        latitudes[i] as number,
        0,
        undefined,
        scratch,
      );
      Cartesian3.pack(scratch, this.#after as unknown as number[], i * 3);
    }
  }

  at(index: number, part: number, result: Cartesian3): Cartesian3 {
    const mixed = (axis: number) => {
      const from = this.#before[index * 3 + axis] as number;
      return from + ((this.#after[index * 3 + axis] as number) - from) * part;
    };
    return Cartesian3.fromElements(mixed(0), mixed(1), mixed(2), result);
  }
}

/** Waits until the graphics processor is done, so that its slowness is not measured as ours. */
async function drained(): Promise<void> {
  const gl = stage.canvas.getContext("webgl2");
  gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  await new Promise((resolve) => setTimeout(resolve, 0));
}
