import {
  Cartesian3,
  type Color,
  Material,
  type Polyline,
  PolylineCollection,
  type Scene,
} from "cesium";

/** Fixes kept of the chosen entity's way. */
const MOST_FIXES = 300;

/** Fades from what is past to what is now. */
const FADING = /* glsl */ `
czm_material czm_getMaterial(czm_materialInput materialInput) {
  czm_material material = czm_getDefaultMaterial(materialInput);
  float along = materialInput.st.s;
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
      fabric: { uniforms: { color: { red: 1, green: 1, blue: 1, alpha: 1 } }, source: FADING },
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

  /** Before a frame: where the entity is shown now, and which fix it has. */
  follow(shown: Cartesian3, observedAt: number, color: Color): void {
    if (observedAt !== this.#observedAt) {
      this.#observedAt = observedAt;
      this.#fixes.push(Cartesian3.clone(shown));
      if (this.#fixes.length > MOST_FIXES) this.#fixes.shift();
    }
    const last = this.#fixes[this.#fixes.length - 1] as Cartesian3;
    if (this.#fixes.length < 2 && Cartesian3.distance(last, shown) < 1) return;
    const uniforms: { color: Color } = this.#material.uniforms;
    uniforms.color = color.withAlpha(0.85, uniforms.color);
    this.#line.positions = [...this.#fixes, Cartesian3.clone(shown)];
    this.#line.show = true;
  }
}
