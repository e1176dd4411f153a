import {
  Cartesian3,
  type Color,
  Material,
  type Polyline,
  PolylineCollection,
  type Scene,
} from "cesium";
import type { Provenance } from "../../../shared/entity.ts";

/** Fixes kept of the chosen entity's way. */
const MOST_FIXES = 300;

/** Metres of one dash and the gap after it; dashes at most, or they would run together. */
const DASH = 14;
const MOST_DASHES = 220;
/** Part of a dash that is drawn, by provenance: live is one line, recorded has short breaks, simulated is dashed. */
const DRAWN: Readonly<Record<Provenance, number>> = { live: 1, recorded: 0.86, simulated: 0.6 };

/** Fades from what is past to what is now. */
const FADING = /* glsl */ `
czm_material czm_getMaterial(czm_materialInput materialInput) {
  czm_material material = czm_getDefaultMaterial(materialInput);
  float along = materialInput.st.s;
  // Counted from what is now, so that the dashes lie still while the way grows shorter behind.
  if (fract((1.0 - along) * dashes) > drawn) discard;
  float edge = 1.0 - smoothstep(0.55, 1.0, abs(materialInput.st.t - 0.5) * 2.0);
  material.diffuse = color.rgb;
  material.alpha = color.a * along * along * (0.35 + 0.65 * edge);
  return material;
}
`;

/** The way that the chosen entity has come since it was chosen: a ribbon that fades. */
export class Trail {
  readonly #lines: PolylineCollection;
  readonly #line: Polyline;
  readonly #material: Material;
  #fixes: Cartesian3[] = [];
  #observedAt = Number.NaN;

  constructor(scene: Scene) {
    this.#material = new Material({
      translucent: true,
      fabric: {
        uniforms: { color: { red: 1, green: 1, blue: 1, alpha: 1 }, dashes: 1, drawn: 1 },
        source: FADING,
      },
    });
    this.#lines = scene.primitives.add(new PolylineCollection());
    this.#line = this.#lines.add({
      width: 7,
      show: false,
      material: this.#material,
      positions: [],
    });
  }

  /** Begins anew, for another entity or none. */
  clear(): void {
    this.#fixes = [];
    this.#observedAt = Number.NaN;
    this.#line.show = false;
  }

  /** Before a frame: where the entity is shown now, which fix it has, and whether it was put there without a way. */
  follow(
    shown: Cartesian3,
    observedAt: number,
    isJump: boolean,
    color: Color,
    provenance: Provenance,
  ): void {
    if (observedAt !== this.#observedAt) {
      this.#observedAt = observedAt;
      const before = this.#fixes.at(-1);
      // Nothing is known of how it came here.
      if (isJump && before !== undefined && Cartesian3.distance(before, shown) > 1)
        this.#fixes = [];
      this.#fixes.push(Cartesian3.clone(shown));
      if (this.#fixes.length > MOST_FIXES) this.#fixes.shift();
    }
    const last = this.#fixes[this.#fixes.length - 1] as Cartesian3;
    if (this.#fixes.length < 2 && Cartesian3.distance(last, shown) < 1) return;
    const uniforms: { color: Color; dashes: number; drawn: number } = this.#material.uniforms;
    uniforms.color = color.withAlpha(0.85);
    const positions = [...this.#fixes, Cartesian3.clone(shown)];
    uniforms.dashes = Math.min(MOST_DASHES, Math.max(1, lengthOf(positions) / DASH));
    uniforms.drawn = DRAWN[provenance];
    this.#line.positions = positions;
    this.#line.show = true;
  }
}

/** Metres. */
function lengthOf(positions: readonly Cartesian3[]): number {
  let length = 0;
  for (let i = 1; i < positions.length; i++)
    length += Cartesian3.distance(positions[i - 1] as Cartesian3, positions[i] as Cartesian3);
  return length;
}
