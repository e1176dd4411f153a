import {
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from "@preact/signals";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import type { Crossing, RegionFeature, RegionProperties } from "../../../shared/region.ts";
import type { Answers } from "../../twin/answers.ts";
import { askServer } from "../../twin/ask-server.ts";
import type { CityClock } from "../../twin/city-clock.ts";
import type { Selection } from "../../twin/selection.ts";
import type { Docks } from "../../ui/docks.ts";
import { focusPanel } from "../../ui/focus-panel.ts";
import { announce } from "../../ui/live-region.tsx";
import { isNarrow } from "../../ui/media.ts";
import { say } from "../../ui/words/say.ts";
import { ringOf } from "../scene/tools/ring-of.ts";
import type { Scene } from "../scene.ts";
import { type AreaSettings, createAreaSettings } from "./area-settings.ts";
import { lastCrossings } from "./last-crossings.ts";
import { readRegionFile } from "./read-region-file.ts";
import { type ShownAreas, showAreas } from "./show-areas.ts";

/** How far a region is that is being drawn: its corners are set, or it is being named. */
export type Drawing = "corners" | "naming" | undefined;

/** What became of the last change that there is something to say of. */
export type DeskNote =
  | { readonly type: "deleted"; readonly region: RegionFeature }
  | { readonly type: "imported"; readonly count: number }
  | { readonly type: "fault"; readonly text: string; readonly tip: string | undefined };

export interface AreaDeskParts {
  readonly answers: Answers;
  readonly selection: Selection;
  readonly scene: ReadonlySignal<Scene | undefined>;
  readonly docks: Docks;
  /** Which time is shown. */
  readonly clock: CityClock;
}

/** What is done with areas: how the person sees them, and regions drawn, read, changed and deleted. */
export class AreaDesk {
  readonly settings: AreaSettings = createAreaSettings();
  readonly shown: ShownAreas;
  readonly lastCrossings: ReadonlySignal<ReadonlyMap<string, Crossing>>;
  readonly drawing: ReadonlySignal<Drawing>;
  readonly note: Signal<DeskNote | undefined> = signal<DeskNote | undefined>(undefined);
  readonly #parts: AreaDeskParts;

  constructor(parts: AreaDeskParts) {
    this.#parts = parts;
    this.shown = showAreas({ ...parts, settings: this.settings });
    this.lastCrossings = lastCrossings(parts.answers.crossings);
    this.drawing = computed(() => {
      const state = parts.scene.value?.tools.state.value;
      if (state?.tool !== "region") return undefined;
      return state.finished ? "naming" : "corners";
    });
    effect(() => {
      const drawing = this.drawing.value;
      // What is drawn must be seen where it was drawn.
      if (drawing !== undefined) this.settings.regions.value = "shown";
      if (drawing === "naming") untracked(() => bringOut(parts.docks));
    });
  }

  /** Begins to set corners on the map; false where there is none. */
  draw(): boolean {
    const scene = this.#parts.scene.peek();
    if (scene === undefined) return false;
    this.note.value = undefined;
    scene.tools.start("region");
    return true;
  }

  discard(): void {
    this.#parts.scene.peek()?.tools.cancel();
  }

  /** Keeps what was drawn. Returns why it could not be, for people. */
  async keep(properties: RegionProperties): Promise<Problem | undefined> {
    const tools = this.#parts.scene.peek()?.tools;
    const state = tools?.state.peek();
    if (state === undefined) return undefined;
    const geometry = { type: "Polygon" as const, coordinates: [ringOf(state)] };
    const made = await this.#parts.answers.create({ type: "Feature", geometry, properties });
    if (isProblem(made)) return made;
    tools?.cancel();
    this.#parts.selection.select({ type: "region", id: made.id });
    // The form is gone: whoever works by keyboard goes on with what it made.
    focusPanel(this.#parts.docks, "right", "inspector");
    announce(say("areas.said-created", { name: properties.name }));
    return undefined;
  }

  /** Returns why it could not be changed. */
  async change(region: RegionFeature, properties: RegionProperties): Promise<Problem | undefined> {
    const { id, geometry } = region;
    const draft = { type: "Feature" as const, geometry, properties };
    const made = await this.#parts.answers.replace(id, draft);
    if (isProblem(made)) return made;
    announce(say("areas.said-changed", { name: properties.name }));
    return undefined;
  }

  /** Deletes it, and keeps it at hand to be brought back. */
  async remove(region: RegionFeature): Promise<void> {
    const removed = await this.#parts.answers.remove(region.id);
    if (isProblem(removed)) return this.#tell(removed, "areas.not-deleted");
    const chosen = this.#parts.selection.current.peek();
    if (chosen?.type === "region" && chosen.id === region.id)
      this.#parts.selection.select(undefined);
    this.note.value = { type: "deleted", region };
    bringOut(this.#parts.docks);
    announce(say("areas.deleted", { name: region.properties.name }));
  }

  /** Brings back what was deleted last, under the id it had. */
  async restore({ id, geometry, properties }: RegionFeature): Promise<void> {
    const made = await this.#parts.answers.replace(id, { type: "Feature", geometry, properties });
    if (isProblem(made)) return this.#tell(made, "areas.not-restored");
    this.note.value = undefined;
    this.#parts.selection.select({ type: "region", id });
    announce(say("areas.said-restored", { name: properties.name }));
  }

  /** Adds the regions of a file, all or none. */
  async read(file: File): Promise<void> {
    const drafts = readRegionFile(await file.text(), file.name);
    if (isProblem(drafts)) return this.#tell(drafts, "areas.not-imported");
    const made = await askServer("/api/regions", { method: "POST", body: drafts });
    if (isProblem(made)) return this.#tell(made, "areas.not-imported");
    const count = drafts.features.length;
    this.note.value = { type: "imported", count };
    announce(say("areas.imported", { count }));
  }

  #tell(
    { message, tip }: Problem,
    word: "areas.not-deleted" | "areas.not-restored" | "areas.not-imported",
  ): void {
    this.note.value = { type: "fault", text: say(word, { message }), tip };
    announce(say(word, { message }));
  }
}

/** Opens the panel of areas, where a region is named, and where a deletion is undone. */
function bringOut(docks: Docks): void {
  docks.setFolded("areas", false);
  if (isNarrow.value) docks.sheet.value = "areas";
  else docks.setOpen("left", true);
}
