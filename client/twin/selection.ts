import { type Signal, signal } from "@preact/signals";
import type { Found } from "../../shared/found.ts";
import type { Position } from "../../shared/observation.ts";

/** What the person has chosen. */
export type Selected =
  | { readonly type: "entity"; readonly id: string }
  | {
      readonly type: "building";
      /** Where it is known: from the tile that was clicked, or from a search. */
      readonly id?: string;
      readonly position?: Position;
      readonly properties: ReadonlyMap<string, unknown>;
      /** Of anything else that the city's tiles tell of, a bridge or a pipe: its layer. */
      readonly layer?: string;
    }
  | { readonly type: "place"; readonly place: Extract<Found, { type: "place" }> }
  | { readonly type: "region"; readonly id: string }
  | { readonly type: "district"; readonly id: string }
  | undefined;

/** The one chosen thing of a page: the view and the panels read and set it. */
export class Selection {
  readonly current: Signal<Selected> = signal<Selected>(undefined);

  select(selected: Selected): void {
    this.current.value = selected;
  }
}
