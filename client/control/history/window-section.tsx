import { Clock4 } from "lucide";
import { useId, useState } from "preact/hooks";
import { formatTime, zoneName } from "../../ui/format-time.ts";
import { Icon } from "../../ui/icon.tsx";
import { timeZone } from "../../ui/time-zone.ts";
import { sayPast } from "../../ui/words/say-past.ts";
import { fieldOfMoment, momentOfField } from "../../ui/zoned-time.ts";
import type { Room } from "../room.ts";
import { historyChoices } from "./history-choices.ts";
import type { HistoryDesk } from "./history-desk.ts";
import { SPANS, type SpanName } from "./span-names.ts";

const SPAN_NAMES = Object.keys(SPANS) as SpanName[];

/** Which stretch of the past is looked at. */
export function WindowSection({ room, desk }: { room: Room; desk: HistoryDesk }) {
  const { span, chosen, held } = historyChoices;
  const { from, to } = desk.window.value;
  // Live, the newest bucket ends a little after now.
  const now = room.link.serverNow();
  const choose = (name: SpanName | "chosen") => {
    if (name === "chosen") chosen.value ??= [from, to];
    held.value = undefined;
    span.value = name;
  };
  return (
    <div class="history-window">
      <fieldset class="history-spans" aria-label={sayPast("window")}>
        {[...SPAN_NAMES, "chosen" as const].map((name) => (
          <button
            key={name}
            type="button"
            class="button"
            aria-pressed={span.value === name}
            onClick={() => choose(name)}
          >
            {sayPast(`span-${name}`)}
          </button>
        ))}
      </fieldset>
      {span.value === "chosen" ? (
        <ChosenWindow />
      ) : (
        <p class="history-told">
          {formatTime(from, "minute")} – {toldEnd(from, Math.min(to, now))}{" "}
          <span class="quiet">{zoneName(to)}</span>
        </p>
      )}
      {held.value !== undefined && span.value !== "chosen" && (
        <p class="history-held">
          <span>{sayPast("held")}</span>
          <button
            type="button"
            class="button"
            onClick={() => {
              held.value = undefined;
            }}
          >
            <Icon of={Clock4} />
            {sayPast("follow")}
          </button>
        </p>
      )}
    </div>
  );
}

/** The day only where it is another. */
function toldEnd(from: number, to: number): string {
  const [start, end] = [formatTime(from, "second"), formatTime(to, "second")];
  return start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end.slice(0, 16);
}

/** Two fields, in the city's zone; what makes no window is said and not taken. */
function ChosenWindow() {
  const { chosen } = historyChoices;
  const zone = timeZone.value;
  const [from = 0, to = 0] = chosen.value ?? [];
  const [fields, setFields] = useState([minuteOf(from, zone), minuteOf(to, zone)] as const);
  const id = useId();
  const fault = faultOf(fields, zone);
  const set = (next: readonly [string, string]) => {
    setFields(next);
    const [start, end] = next.map((field) => momentOfField(field, zone));
    if (start !== undefined && end !== undefined && faultOf(next, zone) === undefined)
      chosen.value = [start, end];
  };
  return (
    <div class="history-chosen">
      <label for={`${id}-from`}>{sayPast("from")}</label>
      <input
        {...{ id: `${id}-from`, type: "datetime-local", class: "text-field", value: fields[0] }}
        aria-invalid={fault !== undefined}
        onInput={({ currentTarget }) => set([currentTarget.value, fields[1]])}
      />
      <label for={`${id}-to`}>{sayPast("to")}</label>
      <input
        {...{ id: `${id}-to`, type: "datetime-local", class: "text-field", value: fields[1] }}
        aria-invalid={fault !== undefined}
        onInput={({ currentTarget }) => set([fields[0], currentTarget.value])}
      />
      <span class="quiet">{zoneName(to)}</span>
      {fault !== undefined && (
        <p class="field-fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

function minuteOf(moment: number, zone: string | undefined): string {
  return fieldOfMoment(moment, zone).slice(0, 16);
}

/** Days that the server looks at in one question (historyDays). */
const MOST_DAYS = 400;

function faultOf(fields: readonly [string, string], zone: string | undefined): string | undefined {
  const [from, to] = fields.map((field) => momentOfField(field, zone));
  if (from === undefined || to === undefined) return sayPast("no-moment");
  if (from >= to) return sayPast("no-window");
  if (to - from > MOST_DAYS * 86_400_000) return sayPast("long-window", { days: MOST_DAYS });
  return undefined;
}
