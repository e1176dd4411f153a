import { historyShown } from "../history/history-link.ts";
import type { Room } from "../room.ts";
import { looksShown } from "./look-link.ts";
import { type ViewLink, writeViewLink } from "./view-link.ts";

/** A link to what this page shows now, for another screen or another person. */
export function linkTo(room: Room, more: Pick<ViewLink, "screen" | "share" | "present">): string {
  const { hiddenKinds, hiddenSources, layers, colours, selection, scene, clock } = room;
  const time = clock.state.value;
  const eye = scene.value?.camera.eye.value;
  const selected = selection.current.value;
  const query = writeViewLink({
    ...more,
    ...(eye === undefined ? {} : { eye }),
    hiddenKinds: [...hiddenKinds.value],
    hiddenSources: [...hiddenSources.value],
    hiddenLayers: [...layers.off.value],
    shownLayers: [...layers.on.value],
    colour: colours.choice.value ?? null,
    ...(selected === undefined ? {} : { selected }),
    ...(time.mode === "live" ? {} : { at: clock.now(), rate: time.rate }),
    looks: looksShown(room),
    history: historyShown(),
  });
  return `${location.origin}${location.pathname}?${query}`;
}
