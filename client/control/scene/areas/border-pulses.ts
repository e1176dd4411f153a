import { Cartesian3, Color, Material, type Polyline, PolylineCollection, type Scene } from "cesium";
import type { RegionFeature } from "../../../../shared/region.ts";
import type { AreaGround } from "./area-ground.ts";
import { ringsOf } from "./area-rings.ts";
import { groundLine } from "./ground-line.ts";

/** Seconds that a border is lit after a crossing: it rises soon and fades calmly. */
const SPAN = 1.6;
const RISE = 0.2;
/** CSS pixels, and how much of it is covered at the brightest. */
const WIDTH = 7;
const COVER = 0.7;
/** Borders lit at one time: more would be a glimmer that tells nothing. */
const MOST = 24;

interface Pulse {
  readonly since: number;
  readonly lines: readonly Polyline[];
}

/** Borders that light up for a moment as something crosses them. */
export class BorderPulses {
  readonly #lines: PolylineCollection;
  readonly #ground: AreaGround;
  readonly #pulses = new Map<string, Pulse>();

  constructor(scene: Scene, ground: AreaGround) {
    this.#lines = scene.primitives.add(new PolylineCollection());
    this.#ground = ground;
  }

  /** `now` in seconds. A border that is lit already begins anew where it is past its brightest. */
  add({ id, geometry }: RegionFeature, now: number): void {
    const before = this.#pulses.get(id);
    if (before !== undefined && now - before.since < SPAN / 2) return;
    if (before === undefined && this.#pulses.size >= MOST) return;
    const lines = before?.lines ?? ringsOf(geometry).map((ring) => this.#line(ring));
    this.#pulses.set(id, { since: now, lines });
  }

  clear(): void {
    this.#pulses.clear();
    this.#lines.removeAll();
  }

  /** Before each frame; true while any is lit. */
  follow(now: number, color: Color): boolean {
    for (const [id, { since, lines }] of this.#pulses) {
      const seconds = now - since;
      const part = seconds < RISE ? seconds / RISE : 1 - (seconds - RISE) / (SPAN - RISE);
      if (part <= 0 && seconds > RISE) {
        this.#pulses.delete(id);
        for (const line of lines) this.#lines.remove(line);
        continue;
      }
      for (const { material } of lines) {
        const uniforms: { color: Color } = material.uniforms;
        uniforms.color = color.withAlpha(COVER * Math.max(0, part) ** 2);
      }
    }
    return this.#pulses.size > 0;
  }

  #line(ring: number[][]): Polyline {
    const material = Material.fromType("Color", { color: Color.TRANSPARENT.clone() });
    const positions = Cartesian3.fromDegreesArrayHeights(groundLine(ring, this.#ground));
    return this.#lines.add({ positions, width: WIDTH, material });
  }
}
