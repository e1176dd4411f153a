import { Cartesian3, PerspectiveFrustum, type Scene, type UniformMap } from "cesium";
import { type CityLight, LIGHT_UNIFORMS, type LightUniform } from "./city-light.ts";
import type { EntityInstances } from "./entity-instances.ts";
import type { EntityView } from "./entity-primitive.ts";
import { ModelChoice } from "./model-choice.ts";
import { ModelPrimitive } from "./model-primitive.ts";
import { ModelRecords } from "./model-records.ts";
import { MODEL_TRAITS, MODEL_TYPES } from "./model-types.ts";
import type { QualityLevel } from "./quality-governor.ts";

/** Models that are drawn at most. */
const MOST: Readonly<Record<QualityLevel, number>> = { low: 60, medium: 300, high: 800 };
/** Part of its reach that a model gets back in a second after a crowd has gone. */
const GROWTH = 0.5;
/** Radians a second that rotors seem to turn: true ones would only flicker. */
const SPIN = 23;
/** Part of the sun's light that a car's shadow takes. */
const SHADE = 0.5;

/** The near models: which entities have one now, and what the shaders need to draw them. */
export class ModelLayer {
  /** By the number of a model: metres from the eye at which its symbol has taken its place. */
  readonly reaches: number[] = MODEL_TYPES.map(() => 0);
  readonly #scene: Scene;
  readonly #instances: EntityInstances;
  readonly #choice: ModelChoice;
  readonly #records = new ModelRecords();
  readonly #primitive: ModelPrimitive;
  readonly #eye = new Cartesian3();
  readonly #selectedPick = new Cartesian3();
  readonly #stillness = matchMedia("(prefers-reduced-motion: reduce)");
  /** Before a crowd makes it smaller. */
  readonly #widest: number[] = MODEL_TYPES.map(() => 0);
  #most = MOST.medium;
  #scale = 1;
  #version = -1;
  #ridden = -1;
  #clock = 0;

  constructor(scene: Scene, instances: EntityInstances, view: EntityView, light: CityLight) {
    this.#scene = scene;
    this.#instances = instances;
    this.#choice = new ModelChoice(instances);
    this.#primitive = new ModelPrimitive(this.#records, view.space, this.#uniforms(view, light));
    scene.primitives.add(this.#primitive);
  }

  /** Entities that have a model now. */
  get count(): number {
    return this.#choice.chosen.length;
  }

  setQuality(level: QualityLevel): void {
    this.#most = MOST[level];
  }

  /** Before each frame, when the view's clock and count are right. */
  follow(view: EntityView): void {
    const { camera } = this.#scene;
    view.space.localOf(camera.positionWC, this.#eye);
    this.#measure();
    const hasOther = this.#choice.look({
      ...{ count: view.count, clock: view.seconds, kinds: view.kinds },
      ...{ eye: this.#eye, reaches: this.#widest, most: this.#most },
    });
    const { version } = this.#instances;
    const { ridden } = view;
    if (hasOther || version !== this.#version || ridden !== this.#ridden) {
      this.#ridden = ridden;
      const { chosen } = this.#choice;
      const seen = ridden === -1 ? chosen : chosen.filter((slot) => slot !== ridden);
      this.#records.fill(seen, this.#instances);
      this.#primitive.changed();
      this.#version = version;
    }
    this.#primitive.reach = view.reach;
    this.#ease(view.seconds);
    this.#markSelected(view.selected);
  }

  /** How far off each model is as small as it may be, by the size that it has on the screen. */
  #measure(): void {
    const { camera, canvas } = this.#scene;
    const { frustum } = camera;
    const fovy = frustum instanceof PerspectiveFrustum ? (frustum.fovy ?? 1) : 1;
    const focal = canvas.clientHeight / (2 * Math.tan(fovy / 2));
    for (const [number, type] of MODEL_TYPES.entries()) {
      const { length, pixels, farthest } = MODEL_TRAITS[type];
      this.#widest[number] = Math.min(farthest, (length * focal) / pixels);
    }
  }

  /** A crowd takes their models from the farther ones at once; they get them back slowly. */
  #ease(clock: number): void {
    const passed = Math.min(1, Math.max(0, clock - this.#clock));
    this.#clock = clock;
    this.#scale = Math.min(this.#choice.scale, this.#scale + GROWTH * passed);
    for (let type = 0; type < this.reaches.length; type++)
      this.reaches[type] = (this.#widest[type] as number) * this.#scale;
  }

  /** The chosen one is known in the shaders by its pick colour, as no other has the same. */
  #markSelected(slot: number): void {
    const pick = this.#selectedPick;
    if (slot === -1) Cartesian3.fromElements(-1, -1, -1, pick);
    else {
      const [red, green, blue] = this.#instances.pickOf(slot);
      Cartesian3.fromElements(red / 255, green / 255, blue / 255, pick);
    }
  }

  #uniforms(view: EntityView, light: CityLight): UniformMap {
    const { values } = light;
    const names = Object.keys(LIGHT_UNIFORMS) as LightUniform[];
    const rgb = new Map(["highlight", "ring"].map((name) => [name, new Cartesian3()]));
    const color = (
      name: string,
      { red, green, blue }: { red: number; green: number; blue: number },
    ) => Cartesian3.fromElements(red, green, blue, rgb.get(name));
    return {
      ...Object.fromEntries(names.map((name) => [name, () => values[name]])),
      u_clock: () => view.clock,
      u_kinds: () => view.kinds,
      u_axis: () => view.space.axis,
      u_reaches: () => this.reaches,
      u_pixelScale: () => view.pixelScale,
      u_spin: () => (this.#stillness.matches ? 0.6 : (view.clock * SPIN) % (2 * Math.PI)),
      u_selectedPick: () => this.#selectedPick,
      u_highlight: () => color("highlight", view.theme.symbols.highlight),
      u_ring: () => color("ring", view.theme.symbols.kinds.vehicle),
      u_shade: () => SHADE * (1 - values.u_lamps),
    };
  }
}
