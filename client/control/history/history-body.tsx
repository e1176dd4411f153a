import { useEffect, useMemo } from "preact/hooks";
import { Fold } from "../../ui/fold.tsx";
import { sayPast } from "../../ui/words/say-past.ts";
import type { Room } from "../room.ts";
import { Courses } from "./courses.tsx";
import { HeatSection } from "./heat-section.tsx";
import { deskOf } from "./history-desk.ts";
import { ShownList } from "./shown-list.tsx";
import { WindowExport } from "./window-export.tsx";
import { WindowSection } from "./window-section.tsx";

/** What was, over a window of the past. */
export function HistoryBody({ room }: { room: Room }) {
  const desk = useMemo(() => deskOf(room), [room]);
  useEffect(() => desk.use(), [desk]);
  return (
    <div class="history">
      <WindowSection room={room} desk={desk} />
      <ShownList room={room} desk={desk} />
      <Courses room={room} desk={desk} />
      <Fold title={sayPast("heat")}>{() => <HeatSection room={room} desk={desk} />}</Fold>
      <Fold title={sayPast("export")}>{() => <WindowExport room={room} desk={desk} />}</Fold>
    </div>
  );
}
