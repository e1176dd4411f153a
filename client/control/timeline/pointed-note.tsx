import { Diamond, Triangle } from "lucide";
import { useLayoutEffect, useRef } from "preact/hooks";
import { formatDay, formatTime } from "../../ui/format-time.ts";
import { Icon } from "../../ui/icon.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import { type Bucket, bucketAt } from "./bucket-at.ts";
import { spanOf } from "./time-window.ts";
import type { TimelineDesk } from "./timeline-desk.ts";

const DAY = 86_400_000;
const MOST_NAMES = 3;

/** Above the pointer: which moment is there, and what was said in its bucket. The slider's own words tell readers. */
export function PointedNote({ room, desk }: { room: Room; desk: TimelineDesk }) {
  const at = desk.pointed.value;
  const note = useRef<HTMLDivElement>(null);
  const window = desk.window.value;
  desk.version.value;
  const part = at === undefined ? 0 : (at - window.from) / spanOf(window);
  useLayoutEffect(() => {
    const element = note.current;
    const whole = element?.parentElement?.clientWidth ?? 0;
    if (element === null) return;
    const half = element.offsetWidth / 2;
    const x = Math.min(whole - half, Math.max(half, part * whole));
    element.style.transform = `translateX(${Math.round(x - half)}px)`;
  });
  if (at === undefined) return null;
  const bucket = bucketAt(desk.pages.known(window, desk.step), at);
  return (
    <>
      <span class="timeline-pointed-line" style={{ left: `${part * 100}%` }} />
      <div ref={note} class="timeline-pointed" aria-hidden="true">
        <strong>
          {spanOf(window) > DAY / 2 && <span class="quiet">{formatDay(at)} </span>}
          {formatTime(at, "clock").slice(0, detailOf(window))}
        </strong>
        <Counts room={room} desk={desk} at={at} bucket={bucket} />
      </div>
    </>
  );
}

/** Characters of the time of day: with seconds where a pixel is not more than one. */
function detailOf(window: { from: number; to: number }): number {
  return spanOf(window) > 3 * 3_600_000 ? 5 : 8;
}

interface CountsProps {
  readonly room: Room;
  readonly desk: TimelineDesk;
  readonly at: number;
  readonly bucket: Bucket | undefined;
}

function Counts({ room, desk, at, bucket }: CountsProps) {
  const range = room.clock.range.value;
  if (at > desk.now()) return <span class="quiet">{sayTime("to-come")}</span>;
  if (range !== undefined && at < range[0]) return <span class="quiet">{sayTime("unkept")}</span>;
  if (bucket === undefined) {
    const { fault } = desk.pages;
    const words =
      fault === undefined ? sayTime("loading") : sayTime("failed", { message: fault.message });
    return <span class="quiet timeline-unknown">{words}</span>;
  }
  const names = bucket.isGap ? "" : bucket.silent.slice(0, MOST_NAMES).join(", ");
  return (
    <>
      <span>
        {bucket.isGap && bucket.accepted === 0
          ? sayTime("gap")
          : sayTime("counts", { count: bucket.accepted })}
        <span class="quiet"> {lengthOf(bucket)}</span>
      </span>
      {bucket.refused > 0 && (
        <span class="timeline-refused">
          <Icon of={Triangle} />
          {sayTime("refused", { count: bucket.refused })}
        </span>
      )}
      {bucket.events > 0 && (
        <span class="timeline-happened">
          <Icon of={Diamond} />
          {sayTime("happened", { count: bucket.events })}
        </span>
      )}
      {names !== "" && <span class="quiet">{sayTime("gap-of", { source: names })}</span>}
    </>
  );
}

/** The stretch that is counted: 08:14–08:15. */
function lengthOf({ from, to }: Bucket): string {
  const [begin, end] = [formatTime(from, "clock").slice(0, 5), formatTime(to, "clock").slice(0, 5)];
  return to - from >= DAY ? `${formatDay(from)} ${begin}–${end}` : `${begin}–${end}`;
}
