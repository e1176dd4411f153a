import { Fold } from "../../ui/fold.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { CrossingList } from "./crossing-list.tsx";

/** Who came into any region, and who left one; folded, as it never stands still. */
export function CrossingFeed({ room }: { room: Room }) {
  return (
    <section class="areas-part">
      <Fold title={say("areas.crossings")}>
        {() => <CrossingList of={room.answers.crossings.value} room={room} named />}
      </Fold>
    </section>
  );
}
