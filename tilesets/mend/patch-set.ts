import type { FeaturePatch } from "../model/city-feature.ts";
import type { ImageRef, ReadAppearance, SurfaceSemantic } from "../model/read-feature.ts";
import type { Corners } from "./corners.ts";

class Draft {
  readonly semantic: SurfaceSemantic;
  readonly look: ReadAppearance;
  readonly positions: number[] = [];
  readonly indices: number[] = [];
  readonly uvs: number[] = [];
  readonly faces: number[] = [];
  polygons = 0;

  constructor(semantic: SurfaceSemantic, look: ReadAppearance) {
    this.semantic = semantic;
    this.look = look;
  }

  patch(): FeaturePatch {
    const { color, opacity, image } = this.look;
    return {
      semantic: this.semantic,
      ...(color === undefined ? {} : { color }),
      ...(opacity === undefined ? {} : { opacity }),
      ...(image === undefined ? {} : { image }),
      positions: new Float64Array(this.positions),
      indices: new Uint32Array(this.indices),
      ...(image === undefined ? {} : { uvs: new Float32Array(this.uvs) }),
      faces: new Uint32Array(this.faces),
    };
  }
}

/** Where the triangles of each patch ended at some time. */
export type Mark = ReadonlyMap<unknown, number>;

/** Collects the triangles of one level of a feature, those that look alike together. */
export class PatchSet {
  readonly #drafts = new Map<string, Draft>();
  readonly #images = new Map<ImageRef, number>();
  #last: Draft | undefined;

  get isEmpty(): boolean {
    return this.#drafts.size === 0;
  }

  /** Adds a polygon. @param turned whether its triangles face the other way */
  add(
    corners: Corners,
    triangles: readonly number[],
    semantic: SurfaceSemantic,
    appearance: ReadAppearance | undefined,
    turned: boolean,
  ): void {
    const draft = this.#draft(semantic, appearance, corners.textured);
    const first = draft.positions.length / 3;
    const { places, uvs, count } = corners;
    for (let i = 0; i < 3 * count; i++) draft.positions.push(places[i] as number);
    if (corners.textured) for (let i = 0; i < 2 * count; i++) draft.uvs.push(uvs[i] as number);
    const [second, third] = turned ? [2, 1] : [1, 2];
    for (let i = 0; i < triangles.length; i += 3) {
      draft.indices.push(
        first + (triangles[i] as number),
        first + (triangles[i + second] as number),
        first + (triangles[i + third] as number),
      );
      draft.faces.push(draft.polygons);
    }
    draft.polygons++;
  }

  mark(): Mark {
    return new Map([...this.#drafts.values()].map((draft) => [draft, draft.indices.length]));
  }

  /** Turns all triangles added since. */
  turnSince(mark: Mark): void {
    for (const draft of this.#drafts.values())
      for (let i = mark.get(draft) ?? 0; i < draft.indices.length; i += 3) {
        const second = draft.indices[i + 1] as number;
        draft.indices[i + 1] = draft.indices[i + 2] as number;
        draft.indices[i + 2] = second;
      }
  }

  /** Calls for each triangle added since, with x, y, z of all vertices and the places of its three. */
  eachSince(
    mark: Mark,
    call: (positions: readonly number[], a: number, b: number, c: number) => void,
  ): void {
    for (const draft of this.#drafts.values()) {
      const { positions, indices } = draft;
      for (let i = mark.get(draft) ?? 0; i < indices.length; i += 3)
        call(positions, indices[i] as number, indices[i + 1] as number, indices[i + 2] as number);
    }
  }

  patches(): FeaturePatch[] {
    return [...this.#drafts.values()].map((draft) => draft.patch());
  }

  #draft(
    semantic: SurfaceSemantic,
    appearance: ReadAppearance | undefined,
    textured: boolean,
  ): Draft {
    // Neighbours mostly look alike.
    const last = this.#last;
    if (last?.semantic === semantic && isAlike(last.look, appearance, textured)) return last;
    const { color, opacity } = appearance ?? {};
    const image = textured ? appearance?.image : undefined;
    const key = `${semantic} ${color ?? ""} ${opacity ?? ""} ${image === undefined ? "" : this.#numberOf(image)}`;
    let draft = this.#drafts.get(key);
    if (draft === undefined) {
      draft = new Draft(semantic, {
        ...(color === undefined ? {} : { color }),
        ...(opacity === undefined ? {} : { opacity }),
        ...(image === undefined ? {} : { image }),
      });
      this.#drafts.set(key, draft);
    }
    this.#last = draft;
    return draft;
  }

  #numberOf(image: ImageRef): number {
    const number = this.#images.get(image) ?? this.#images.size;
    this.#images.set(image, number);
    return number;
  }
}

function isAlike(
  look: ReadAppearance,
  appearance: ReadAppearance | undefined,
  textured: boolean,
): boolean {
  const image = textured ? appearance?.image : undefined;
  if (look.image !== image || look.opacity !== appearance?.opacity) return false;
  const [one, other] = [look.color, appearance?.color];
  return (
    one === other ||
    (one !== undefined &&
      other !== undefined &&
      one[0] === other[0] &&
      one[1] === other[1] &&
      one[2] === other[2])
  );
}
