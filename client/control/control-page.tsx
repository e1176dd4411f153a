import { useComputed } from "@preact/signals";
import { focusPanel } from "../ui/focus-panel.ts";
import { Notices } from "../ui/notice.tsx";
import { Shell } from "../ui/shell.tsx";
import { say } from "../ui/words/say.ts";
import { focusMap } from "./keys.ts";
import { inspectorPanel } from "./panels/inspector-panel.tsx";
import { keysPanel } from "./panels/keys-panel.tsx";
import { kindsPanel } from "./panels/kinds-panel.tsx";
import { MapView } from "./panels/map-view.tsx";
import { noticesOf } from "./panels/notices-of.ts";
import { simulationPanel } from "./panels/simulation-panel.tsx";
import { sourcesPanel } from "./panels/sources-panel.tsx";
import { Strip } from "./panels/strip.tsx";
import { viewsPanel } from "./panels/views-panel.tsx";
import type { Room } from "./room.ts";

/** The whole control room. `map` is the element that the scene draws in. */
export function ControlPage({ room, map }: { room: Room; map: HTMLElement }) {
  const notices = useComputed(() => noticesOf(room));
  const right = [inspectorPanel(room)];
  if (room.keysShown.value) right.unshift(keysPanel(room));
  return (
    <Shell
      docks={room.docks}
      skips={<Skips room={room} map={map} />}
      strip={<Strip room={room} />}
      sides={{
        left: { title: say("dock.left"), panels: leftPanels(room) },
        right: { title: say("dock.right"), panels: right },
      }}
      main={
        <>
          <Notices of={notices.value} />
          <MapView room={room} map={map} />
        </>
      }
    />
  );
}

function leftPanels(room: Room) {
  return [kindsPanel(room), viewsPanel(room), simulationPanel(room), sourcesPanel(room)];
}

function Skips({ room, map }: { room: Room; map: HTMLElement }) {
  return (
    <>
      <button type="button" class="skip-link" onClick={() => focusMap(map)}>
        {say("skip.map")}
      </button>
      <button
        type="button"
        class="skip-link"
        onClick={() => focusPanel(room.docks, "right", "inspector")}
      >
        {say("skip.inspector")}
      </button>
    </>
  );
}
