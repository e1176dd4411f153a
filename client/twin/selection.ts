import { type Signal, signal } from "@preact/signals";

/** What the person has chosen. */
export type Selected =
  | { readonly type: "entity"; readonly id: string }
  | { readonly type: "building"; readonly properties: ReadonlyMap<string, unknown> }
  | undefined;

/** The one chosen thing of a page: the view and the panels read and set it. */
export class Selection {
  readonly current: Signal<Selected> = signal<Selected>(undefined);

  select(selected: Selected): void {
    this.current.value = selected;
  }
}
