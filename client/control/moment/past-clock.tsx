import { PROVENANCES } from "../../../shared/entity.ts";
import { formatDay, formatTime, zoneName } from "../../ui/format-time.ts";
import { ProvenanceLabel } from "../../ui/provenance-label.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { useMoment } from "./use-moment.ts";

/** The strip's clock in the past: the moment shown, never now, and how what is in the picture was known. */
export function PastClock({ room }: { room: Room }) {
  const at = useMoment(room.clock);
  const zone = zoneName(at);
  const present = new Set(
    [...room.counts.value.bySource.values()].map(({ provenance }) => provenance),
  );
  return (
    <div class="city-clock past">
      <span class="past-chip">{say("moment.past")}</span>
      <time title={say("moment.clock-title", { zone })} dateTime={new Date(at).toISOString()}>
        <span class="clock-day">{formatDay(at)}</span>
        <span class="clock-time">{formatTime(at, "clock")}</span>
        <span class="clock-zone">{zone}</span>
      </time>
      <span class="clock-provenances">
        {PROVENANCES.filter((each) => present.has(each)).map((each) => (
          <ProvenanceLabel key={each} of={each} />
        ))}
      </span>
    </div>
  );
}
