import { VectorSquare } from "lucide";
import { formatTime } from "../../ui/format-time.ts";
import type { PanelParts } from "../../ui/panel.tsx";
import { State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { CrossingFeed } from "./crossing-feed.tsx";
import { DistrictSection } from "./district-section.tsx";
import { RegionSection } from "./region-section.tsx";

/** Who is where in the city: districts shaded by what is in them, and the regions that are watched. */
export function areasPanel(room: Room): PanelParts {
  return {
    id: "areas",
    icon: VectorSquare,
    title: say("areas.title"),
    body: () => <Areas room={room} />,
  };
}

function Areas({ room }: { room: Room }) {
  return (
    <div class="areas">
      <OldCounts room={room} />
      <DistrictSection room={room} />
      <RegionSection room={room} />
      <CrossingFeed room={room} />
    </div>
  );
}

/** While the connection is lost, counts are what they were. */
function OldCounts({ room }: { room: Room }) {
  const { state } = room.link.status.value;
  const news = room.answers.news.value;
  if (state === "live" || state === "connecting" || news === undefined) return null;
  const time = formatTime(news.answer.at, "clock");
  return <State as="attention" banner title={say("areas.old-counts", { time })} />;
}
