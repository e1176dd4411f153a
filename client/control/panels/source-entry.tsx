import {
  Activity,
  CircleCheck,
  CircleX,
  Hourglass,
  type IconNode,
  LoaderCircle,
  RefreshCw,
} from "lucide";
import type { SourceState, SourceStatus } from "../../../shared/source-status.ts";
import type { Link } from "../../twin/link.ts";
import { Age } from "../../ui/age.tsx";
import { everySecond } from "../../ui/beat.ts";
import { Icon } from "../../ui/icon.tsx";
import { ProvenanceLabel } from "../../ui/provenance-label.tsx";
import { Quantity } from "../../ui/quantity.tsx";
import { say } from "../../ui/words/say.ts";
import { formatRecordingTime, recordingTime } from "../recording-time.ts";

const ICONS: Readonly<Record<SourceState, IconNode>> = {
  starting: LoaderCircle,
  waiting: Hourglass,
  flowing: Activity,
  retrying: RefreshCw,
  ended: CircleCheck,
  failed: CircleX,
};

export interface SourceEntryProps {
  readonly source: SourceStatus;
  /** When the server said so, by our clock. */
  readonly askedAt: number;
  readonly link: Link;
}

/** One feed: what it is doing, and how much of what it sent was taken. */
export function SourceEntry({ source, askedAt, link }: SourceEntryProps) {
  const { id, state, provenance } = source;
  const note = noteOf(source);
  return (
    <li class={`source ${state}`}>
      <div class="source-head">
        <h3 title={id}>{id}</h3>
        <ProvenanceLabel of={provenance} />
      </div>
      <p class="source-state">
        <Icon of={ICONS[state]} />
        <span>
          {say(`source.${state}`)}
          {note !== "" && (
            <span class="quiet" lang="en">
              {" · "}
              {note}
            </span>
          )}
        </span>
      </p>
      <Recording source={source} askedAt={askedAt} />
      <SourceFigures source={source} link={link} />
    </li>
  );
}

/** The server's own words, but for a recording that plays: what is shown below says it all. */
function noteOf({ note, recording, state }: SourceStatus): string {
  const plays = recording !== undefined && (state === "flowing" || state === "ended");
  return plays ? "" : note;
}

function SourceFigures({ source, link }: { source: SourceStatus; link: Link }) {
  everySecond.value;
  const { rate, accepted, refused, lastReceivedAt } = source;
  return (
    <dl class="source-figures">
      <dt>{say("source.rate")}</dt>
      <dd>
        <Quantity value={rate} digits={rate > 0 && rate < 9.95 ? 1 : 0} unit="/s" />
      </dd>
      <dt>{say("source.accepted")}</dt>
      <dd>
        <Quantity value={accepted} digits={0} />
      </dd>
      <dt>{say("source.last")}</dt>
      <dd>
        {lastReceivedAt === undefined ? (
          <span class="quiet">{say("source.never")}</span>
        ) : (
          <Age at={lastReceivedAt} now={link.serverNow()} />
        )}
      </dd>
      <dt>{say("source.refused")}</dt>
      <dd class={refused > 0 ? "some-refused" : ""}>
        <Quantity value={refused} digits={0} />
      </dd>
    </dl>
  );
}

function Recording({ source, askedAt }: { source: SourceStatus; askedAt: number }) {
  everySecond.value;
  const { recording } = source;
  if (recording === undefined) return null;
  const { from, to, speed, looped, heldBack } = recording;
  const at = recordingTime(source, askedAt);
  const part = to > from ? (at - from) / (to - from) : 0;
  const figures = (time: number) => formatRecordingTime(recording, time, "minute");
  const span = { from: figures(from), to: figures(to) };
  return (
    <div class="recording" title={looped ? say("source.looped") : undefined}>
      <span class="recording-time">
        <span class="unseen">{say("source.recording-time")}</span>
        {formatRecordingTime(recording, at, "second")} {say("clock.recorded-speed", { speed })}
      </span>
      {heldBack >= 1 && (
        <span class="quiet">{say("source.held-back", { seconds: Math.round(heldBack) })}</span>
      )}
      <progress
        max={1}
        value={Math.min(1, Math.max(0, part))}
        aria-label={say("source.recording-progress")}
        title={say("source.recording-span", span)}
      />
    </div>
  );
}
