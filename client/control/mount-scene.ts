import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { ENTITY_KINDS, type EntityKind } from "../../shared/entity.ts";
import type { Link } from "../twin/link.ts";
import type { Selection } from "../twin/selection.ts";
import type { Store } from "../twin/store.ts";
import type { CityState } from "./load-city.ts";
import type { QualitySetting, Scene } from "./scene.ts";

export interface SceneParts {
  readonly container: HTMLElement;
  readonly store: Store;
  readonly link: Link;
  readonly selection: Selection;
  readonly city: ReadonlySignal<CityState>;
  readonly theme: Signal<"night" | "grey">;
  readonly quality: Signal<QualitySetting>;
  readonly hiddenKinds: Signal<ReadonlySet<EntityKind>>;
}

export interface MountedScene {
  readonly scene: ReadonlySignal<Scene | undefined>;
  /** Why there is no map, for people. */
  readonly fault: ReadonlySignal<string | undefined>;
}

/**
 * Makes the map once the city is known, from a part of the page that loads after the first paint,
 * and keeps it as the person has set it. Where it cannot be drawn, the panels still get their data.
 */
export function mountScene(parts: SceneParts): MountedScene {
  const scene = signal<Scene | undefined>(undefined);
  const fault = signal<string | undefined>(undefined);
  const stop = effect(() => {
    const found = parts.city.value;
    if (found.state !== "ready" && found.state !== "none") return;
    queueMicrotask(() => stop());
    create(parts, found)
      .then((made) => {
        scene.value = made;
        follow(parts, made);
      })
      .catch((error: unknown) => {
        fault.value = error instanceof Error ? error.message : String(error);
        parts.link.setInterest({ bbox: boundsOf(found), detail: "reduced" });
      });
  });
  return { scene, fault };
}

async function create(parts: SceneParts, found: CityState): Promise<Scene> {
  const { createScene } = await import("./scene.ts");
  const { container, store, link, selection, theme, quality } = parts;
  return createScene({
    ...{ container, store, link, selection },
    quality: quality.peek(),
    theme: theme.peek(),
    ...(found.state === "ready" ? { city: found.city, cityUrl: found.url } : { city: undefined }),
  });
}

function follow({ theme, quality, hiddenKinds }: SceneParts, scene: Scene): void {
  effect(() => scene.setTheme(theme.value));
  effect(() => scene.setQuality(quality.value));
  effect(() => {
    const hidden = hiddenKinds.value;
    scene.setKindsShown(new Set(ENTITY_KINDS.filter((kind) => !hidden.has(kind))));
  });
}

function boundsOf(found: CityState) {
  return found.state === "ready" ? found.city.bounds : ([-180, -90, 180, 90] as const);
}
