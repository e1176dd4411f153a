import { ChevronDown } from "lucide";
import { useId, useRef } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";
import type { Room } from "../room.ts";
import { type AlignedSeries, alignSeries, spreadsOf } from "./align-series.ts";
import { CoursesPlot } from "./courses-plot.tsx";
import type { HistoryDesk } from "./history-desk.ts";
import { quantityWords } from "./quantity-words.ts";
import type { ShownCourse } from "./shown-course.ts";

export interface QuantityChartProps {
  readonly quantity: string;
  readonly room: Room;
  readonly desk: HistoryDesk;
  readonly known: readonly ShownCourse[];
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** One quantity of all who have it, in one chart; folded away until it is wanted. */
export function QuantityChart(props: QuantityChartProps) {
  const { quantity, room, desk, known, isOpen, onOpen } = props;
  const id = useId();
  const having = known.filter(({ course }) => spreadsOf(course, quantity).some(Boolean));
  const aligned = useAligned(having, quantity);
  const words = quantityWords(quantity, greatest(aligned.series));
  return (
    <section class="history-quantity">
      <h4>
        <button
          type="button"
          class="fold"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          title={quantity}
          onClick={() => onOpen(!isOpen)}
        >
          <Icon of={ChevronDown} class="fold-mark" />
          {words.label}
          {words.unit !== "" && <span class="quiet">{words.unit}</span>}
        </button>
      </h4>
      {isOpen && (
        <div id={id}>
          <CoursesPlot {...{ aligned, words, room, desk, having }} />
        </div>
      )}
    </section>
  );
}

/** The page is drawn again each second: the same answers are the same chart. */
function useAligned(having: readonly ShownCourse[], quantity: string): AlignedSeries {
  const before = useRef<{ of: readonly ShownCourse[]; aligned: AlignedSeries }>(undefined);
  const isSame =
    before.current?.of.length === having.length &&
    having.every(({ course }, place) => course === before.current?.of[place]?.course);
  if (before.current === undefined || !isSame) {
    const courses = having.map(({ course }) => course);
    before.current = { of: having, aligned: alignSeries(courses, quantity) };
  }
  return before.current.aligned;
}

function greatest(series: AlignedSeries["series"]): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const column of series)
    for (const value of column.most) if (value != null && value > most) most = value;
  return most;
}
