import { PROVENANCES, type Provenance } from "../../../shared/entity.ts";
import type { SourceStatus } from "../../../shared/source-status.ts";
import { everySecond } from "../../ui/beat.ts";
import { formatDay, formatTime, zoneName } from "../../ui/format-time.ts";
import { ProvenanceLabel } from "../../ui/provenance-label.tsx";
import { say } from "../../ui/words/say.ts";
import { PastClock } from "../moment/past-clock.tsx";
import { formatRecordingTime, recordingTime } from "../recording-time.ts";
import type { Room } from "../room.ts";
import { simulationTime } from "../simulation-time.ts";

/** The moment shown: the server's time, and whether what is shown happens now, was recorded, or is made up; or the past. */
export function CityClock({ room }: { room: Room }) {
  const isPast = room.clock.state.value.mode === "replay";
  return isPast ? <PastClock room={room} /> : <LiveClock room={room} />;
}

function LiveClock({ room }: { room: Room }) {
  everySecond.value;
  const now = room.link.serverNow();
  const zone = zoneName(now);
  return (
    <div class="city-clock">
      <time title={say("clock.title", { zone })} dateTime={new Date(now).toISOString()}>
        <span class="clock-day">{formatDay(now)}</span>
        <span class="clock-time">{formatTime(now, "clock")}</span>
        <span class="clock-zone">{zone}</span>
      </time>
      <Provenances room={room} />
    </div>
  );
}

function Provenances({ room }: { room: Room }) {
  const polled = room.sources.current.value;
  const sources = "data" in polled ? polled.data.sources : [];
  const flowing = sources.filter(({ state }) => state === "flowing");
  const shown = provenancesIn(room, flowing);
  if (shown.length === 0) {
    return (
      <span class="quiet" title={say("clock.quiet-title")}>
        {say("clock.quiet")}
      </span>
    );
  }
  const polledAt = "at" in polled ? polled.at : Date.now();
  return (
    <span class="clock-provenances">
      {shown.map((provenance) => (
        <ProvenanceLabel key={provenance} of={provenance}>
          {provenance === "recorded" && <RecordedTime flowing={flowing} polledAt={polledAt} />}
          {provenance === "simulated" && <SimulatedTime room={room} />}
        </ProvenanceLabel>
      ))}
    </span>
  );
}

/** What feeds carried lately, which may be less than they can claim, and what is in the picture from before. */
function provenancesIn(room: Room, flowing: readonly SourceStatus[]): Provenance[] {
  const present = new Set(flowing.flatMap(({ provenances }) => provenances));
  for (const { provenance } of room.counts.value.bySource.values()) present.add(provenance);
  return PROVENANCES.filter((each) => present.has(each));
}

/** The time in a simulation that does not run as fast as ours. */
function SimulatedTime({ room }: { room: Room }) {
  const polled = room.simulation.current.value;
  const simulation = "data" in polled ? polled.data : undefined;
  if (simulation?.state !== "running" || simulation.speed === 1) return null;
  const { speed } = simulation;
  const at = simulationTime(simulation, "at" in polled ? polled.at : Date.now());
  return (
    <>
      <span title={say("clock.simulated-title", { speed })}>{formatTime(at, "clock")}</span>
      <span>{say("clock.recorded-speed", { speed })}</span>
    </>
  );
}

function RecordedTime(props: { flowing: readonly SourceStatus[]; polledAt: number }) {
  const source = props.flowing.find(({ recording }) => recording !== undefined);
  if (source?.recording === undefined) return null;
  const { speed } = source.recording;
  const at = recordingTime(source, props.polledAt);
  const [first = "", last] = formatRecordingTime(source.recording, at, "minute").split(" ");
  return (
    <>
      {last !== undefined && <span class="recorded-day">{first}</span>}
      <span>{last ?? first}</span>
      <span>{say("clock.recorded-speed", { speed })}</span>
    </>
  );
}
