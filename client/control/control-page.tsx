import { useComputed } from "@preact/signals";
import { focusPanel } from "../ui/focus-panel.ts";
import { later } from "../ui/later.tsx";
import { isNarrow } from "../ui/media.ts";
import { Notices } from "../ui/notice.tsx";
import { Shell } from "../ui/shell.tsx";
import { say } from "../ui/words/say.ts";
import { areasPanel } from "./areas/areas-panel.tsx";
import { coloursPanel } from "./colours/colours-panel.tsx";
import { searchPanel } from "./finding/search-panel.tsx";
import { historyPanel } from "./history/history-panel.tsx";
import { focusMap } from "./keys.ts";
import { ofNow } from "./moment/of-now.tsx";
import { PastBand } from "./moment/past-band.tsx";
import { helpPanel } from "./page/help-panel.tsx";
import { TAB_ORDER } from "./page/panel-list.ts";
import { Presentation } from "./page/presentation.tsx";
import { screensPanel } from "./page/screens-panel.tsx";
import { inspectorPanel } from "./panels/inspector-panel.tsx";
import { kindsPanel } from "./panels/kinds-panel.tsx";
import { MapView } from "./panels/map-view.tsx";
import { noticesOf } from "./panels/notices-of.ts";
import { simulationPanel } from "./panels/simulation-panel.tsx";
import { sourcesPanel } from "./panels/sources-panel.tsx";
import { Strip } from "./panels/strip.tsx";
import { viewsPanel } from "./panels/views-panel.tsx";
import type { Room } from "./room.ts";
import { TimelineFoot } from "./timeline/timeline-foot.tsx";
import { toolsPanel } from "./tools/tools-panel.tsx";

/** For a first visit; it floats, so nothing keeps its room. */
const TourCard = later(
  async () => (await import("./page/tour-card.tsx")).TourCard,
  () => null,
);

/** The whole control room. `map` is the element that the scene draws in. */
export function ControlPage({ room, map }: { room: Room; map: HTMLElement }) {
  const notices = useComputed(() => noticesOf(room));
  const right = rightPanels(room);
  const { presenting: isPresenting, tour } = room.page;
  const presenting = isPresenting.value;
  const step = tour.at.value;
  return (
    <Shell
      docks={room.docks}
      skips={<Skips room={room} map={map} />}
      strip={<Strip room={room} />}
      tabs={TAB_ORDER}
      bare={presenting}
      sides={{
        left: { title: say("dock.left"), panels: leftPanels(room) },
        right: { title: say("dock.right"), panels: right },
      }}
      foot={<TimelineFoot room={room} />}
      main={
        <>
          <Notices of={notices.value} />
          <PastBand room={room} />
          <MapView room={room} map={map} />
          {presenting && <Presentation room={room} notices={notices.value} />}
          {step !== undefined && <TourCard room={room} at={step} />}
        </>
      }
    />
  );
}

function leftPanels(room: Room) {
  return [
    searchPanel(room),
    kindsPanel(room),
    ofNow(room, areasPanel(room), "moment.of-now-areas"),
    coloursPanel(room),
    viewsPanel(room),
    ofNow(room, simulationPanel(room)),
    sourcesPanel(room),
    screensPanel(room),
  ];
}

function rightPanels(room: Room) {
  // A phone has no key for it, and always a tab.
  const help = room.keysShown.value || isNarrow.value ? [helpPanel(room)] : [];
  return [...help, inspectorPanel(room), historyPanel(room), toolsPanel(room)];
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
