import { Download } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { sayPast } from "../../ui/words/say-past.ts";
import type { Room } from "../room.ts";
import { CourseFaults } from "./course-faults.tsx";
import { isElsewhere, windowOf } from "./course-window.ts";
import { coursesCsv } from "./courses-csv.ts";
import type { HistoryDesk } from "./history-desk.ts";
import { quantitiesOf } from "./quantities-of.ts";
import { QuantityChart } from "./quantity-chart.tsx";
import { saveFile, stampOf } from "./save-file.ts";
import type { ShownCourse } from "./shown-course.ts";

/** Charts that are open at first. */
const OPEN = 3;

/** Every quantity of those that are shown, each in a chart of its own. */
export function Courses({ room, desk }: { room: Room; desk: HistoryDesk }) {
  const shown = desk.shown.value;
  const book = desk.book.courses.value;
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const known = shown.flatMap((one): ShownCourse[] => {
    const course = book.get(one.id)?.course;
    return course === undefined ? [] : [{ ...one, course }];
  });
  const answered = known.filter(({ course }) => !isElsewhere(windowOf(course), desk.window.value));
  const quantities = quantitiesOf(known.map(({ course }) => course));
  if (shown.length === 0) return null;
  const isWaiting =
    quantities.length === 0 &&
    answered.length === 0 &&
    shown.some(({ id }) => book.get(id)?.problem === undefined);
  return (
    <div class="history-courses">
      <CourseFaults desk={desk} />
      {isWaiting && <Skeleton />}
      {quantities.length === 0 && answered.length > 0 && (
        <State as="empty" title={sayPast("nothing-kept")}>
          <p>{sayPast("nothing-kept-how")}</p>
        </State>
      )}
      {quantities.map((quantity, place) => (
        <QuantityChart
          key={quantity}
          {...{ quantity, room, desk, known }}
          isOpen={opened.get(quantity) ?? place < OPEN}
          onOpen={(isOpen) => setOpened(new Map([...opened, [quantity, isOpen]]))}
        />
      ))}
      {quantities.length > 0 && (
        <button
          type="button"
          class="button"
          disabled={answered.length === 0}
          onClick={() => save(answered, desk)}
        >
          <Icon of={Download} />
          {sayPast("save-charts")}
        </button>
      )}
    </div>
  );
}

function save(answered: readonly ShownCourse[], desk: HistoryDesk): void {
  const blob = new Blob([coursesCsv(answered)], { type: "text/csv;charset=utf-8" });
  saveFile(blob, `machinami-charts-${stampOf(desk.window.peek().to)}.csv`);
}
