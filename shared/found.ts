import type { Bilingual } from "./city.ts";
import type { PLACE_TYPES } from "./city-places.ts";
import type { EntityKind, Provenance } from "./entity.ts";
import type { Position } from "./observation.ts";
import type { AnswerFacts } from "./region.ts";

export type PlaceType = (typeof PLACE_TYPES)[number] | "stop" | "drone-port" | "road";

/** Something of the city that a search found. */
export type Found =
  | {
      readonly type: "entity";
      readonly id: string;
      readonly name?: string;
      readonly kind: EntityKind;
      readonly source: string;
      readonly provenance: Provenance;
      readonly position?: Position;
    }
  | {
      readonly type: "building";
      readonly id: string;
      readonly position: Position;
      /** As its tile has them, so that the same inspector reads both. */
      readonly properties: Readonly<Record<string, string | number>>;
      readonly district?: Bilingual;
    }
  | {
      readonly type: "place";
      readonly id: string;
      readonly place: PlaceType;
      readonly name: Bilingual;
      readonly position: Position;
      readonly district?: Bilingual;
    };

export type FoundType = Found["type"];

/** Answer of `GET /api/search?q=&type=&limit=`; best first. */
export interface SearchAnswer {
  readonly found: readonly Found[];
  /** How many there are of each type, those that are not told among them. */
  readonly matched: Readonly<Record<FoundType, number>>;
  readonly answer: AnswerFacts;
}
