import { ChevronDown } from "lucide";
import { useId, useState } from "preact/hooks";
import { Age } from "../../ui/age.tsx";
import { Icon } from "../../ui/icon.tsx";
import { say } from "../../ui/words/say.ts";
import { chartColumns } from "./chart-columns.ts";
import type { Course } from "./course.ts";
import { Spark } from "./spark.tsx";
import { ValueChart } from "./value-chart.tsx";

/** A number in words. */
export interface Told {
  readonly text: string;
  readonly unit: string;
}

/** One quantity of the selected entity. */
export interface ReceivedQuantity {
  /** Its name in the data. */
  readonly name: string;
  readonly label: string;
  readonly value: number | undefined;
  /** Milliseconds since 1970; absent where it is not known. */
  readonly observedAt?: number;
  readonly told: (value: number) => Told;
  /** The same number in what people are used to, where that is another unit. */
  readonly also?: string;
  /** From the data to what is read: 100 where parts are told as percentages. */
  readonly scale: number;
  readonly course: Course | undefined;
}

export interface ReceivedRowProps {
  readonly of: ReceivedQuantity;
  readonly now: number;
  /** When it was begun to receive, milliseconds since 1970 by the server's clock. */
  readonly since: number;
  /** Seconds without news that are a gap. */
  readonly gap: number;
}

/** Milliseconds that are shown at least, so that the first points do not race along. */
const LEAST_SPAN = 60_000;

/** A value, its course so far as a small line, and the same as a chart when it is opened. */
export function ReceivedRow({ of, now, since, gap }: ReceivedRowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { name, label, value, observedAt, told, also, scale, course } = of;
  const columns = chartColumns(course ?? { times: [], values: [] }, gap, scale);
  const to = Math.max(now, course?.times.at(-1) ?? 0);
  const from = Math.min(Math.max(since, course?.times[0] ?? since), to - LEAST_SPAN);
  const edges = { from: from / 1_000, to: to / 1_000 };
  const words = (scaled: number) => joined(told(scaled / scale));
  const { text, unit } = value === undefined ? unknown() : told(value);
  return (
    <li class="received">
      <button
        type="button"
        class="received-row"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={name}
        onClick={() => setOpen(!open)}
      >
        <span class="received-name">
          <Icon of={ChevronDown} class="fold-mark" />
          {label}
        </span>
        <span class="received-value">
          {text} <span class="unit">{unit}</span>
          {also !== undefined && <span class="quiet"> · {also}</span>}
        </span>
        <Spark columns={columns} {...edges} />
        <span class="received-age">
          {observedAt !== undefined && <Age at={observedAt} now={now} />}
        </span>
      </button>
      {open && (
        <div id={id}>
          <ValueChart
            {...{ name: label, columns, told: words, sum: sumOf(course, told) }}
            {...edges}
            tick={(scaled) => told(scaled / scale).text}
          />
        </div>
      )}
    </li>
  );
}

/** The newest is what stands above the chart; this is the rest of what there is to know of it. */
function sumOf(course: Course | undefined, told: (value: number) => Told): string {
  const span = course?.span();
  if (span === undefined) return say("received.none");
  const { count, lowest, highest } = span;
  return say("received.sum", {
    ...{ count, lowest: joined(told(lowest)), highest: joined(told(highest)) },
  });
}

function unknown(): Told {
  return { text: say("inspector.not-known"), unit: "" };
}

function joined({ text, unit }: Told): string {
  return unit === "" ? text : `${text} ${unit}`;
}
