import { useEffect } from "preact/hooks";
import type { Crossing } from "../../../shared/region.ts";
import { everySecond } from "../../ui/beat.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { announceCrossings } from "./announce-crossings.ts";
import { CrossingRow } from "./crossing-row.tsx";

const MOST = 30;

export interface CrossingListProps {
  readonly of: readonly Crossing[];
  readonly room: Room;
  readonly named?: boolean;
}

/** The newest crossings as they happen; a screen reader is told of them now and then. */
export function CrossingList({ of, room, named = false }: CrossingListProps) {
  everySecond.value;
  const newest = of[0]?.sequence;
  useEffect(() => {
    if (room.clock.state.peek().mode === "live") announceCrossings(of, named);
  }, [newest]);
  if (of.length === 0) return <p class="quiet">{say("areas.no-crossings")}</p>;
  const now = room.link.serverNow();
  return (
    <ol class="crossings">
      {of.slice(0, MOST).map((crossing) => (
        <CrossingRow key={crossing.sequence} {...{ crossing, room, now, named }} />
      ))}
    </ol>
  );
}
