import { Cartesian3 } from "cesium";
import { language } from "../../../ui/words/language.ts";
import type { LocalSpace } from "../local-space.ts";
import type { Eye, TextWish, ToScreen } from "./label-wish.ts";
import type { MarkType, PlaceMark } from "./place-marks.ts";

interface MarkTraits {
  /** Metres from the eye within which it is named: not nearer, not farther. */
  readonly near: number;
  readonly far: number;
  readonly rank: number;
  /** Metres from the place up to its name. */
  readonly up: number;
  /** Metres of the eye above the ground: lower down, houses stand before it, and it would seem to be theirs. */
  readonly from: number;
}

const MARKS: Readonly<Record<MarkType, MarkTraits>> = {
  station: { near: 60, far: 4_500, rank: 60, up: 24, from: 0 },
  village: { near: 60, far: 2_600, rank: 48, up: 14, from: 20 },
  district: { near: 420, far: 7_000, rank: 50, up: 10, from: 60 },
  hospital: { near: 50, far: 1_500, rank: 40, up: 26, from: 20 },
  park: { near: 60, far: 1_100, rank: 34, up: 4, from: 40 },
  school: { near: 50, far: 800, rank: 24, up: 18, from: 40 },
};
/** How much the nearer of two of a kind counts before the other. */
const NEARER = 3;
/** Metres of the eye above the ground from which it sees as far as that; on a street it sees a part. */
const HIGH = 70;
const LEAST_SIGHT = 0.3;

/** The names of places: the farther ones are the larger ones. */
export class MarkWishes {
  readonly #places: { readonly mark: PlaceMark; readonly at: Cartesian3 }[] = [];

  /** Takes the places of a city, which lie in that frame. */
  locate(marks: readonly PlaceMark[], space: LocalSpace): void {
    this.#places.length = 0;
    for (const mark of marks) {
      const at = Cartesian3.fromDegrees(mark.longitude, mark.latitude, mark.height);
      this.#places.push({ mark, at: space.localOf(at, at) });
    }
  }

  /** `withDistricts`: not where something else names them. */
  at(eye: Eye, screen: ToScreen, withDistricts: boolean): TextWish[] {
    const height = Math.max(0, eye.z);
    const sight = Math.min(1, Math.max(LEAST_SIGHT, height / HIGH));
    const wishes: TextWish[] = [];
    for (const { mark, at } of this.#places) {
      const { near, far, rank, up, from } = MARKS[mark.type];
      if (height < from || (mark.type === "district" && !withDistricts)) continue;
      const away = Math.hypot(at.x - eye.x, at.y - eye.y, at.z - eye.z);
      if (away < near || away > far * sight) continue;
      const seen = screen(at.x, at.y, at.z + up);
      if (seen === undefined) continue;
      const text = { text: mark.name[language.peek()], look: `place ${mark.type}` };
      const ranked = rank - (away / far) * NEARER;
      wishes.push({ id: `place ${mark.id}`, text, ...seen, rank: ranked, gap: 0 });
    }
    return wishes;
  }
}
