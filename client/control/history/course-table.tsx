import { formatNumber } from "../../ui/format-number.ts";
import { formatTime } from "../../ui/format-time.ts";
import { sayPast } from "../../ui/words/say-past.ts";
import type { AlignedSeries } from "./align-series.ts";
import type { QuantityWords } from "./quantity-words.ts";
import type { ShownCourse } from "./shown-course.ts";

export interface CourseTableProps {
  readonly aligned: AlignedSeries;
  readonly words: QuantityWords;
  readonly having: readonly ShownCourse[];
}

/** Rows that are shown: all of them are in the file. */
const MOST_ROWS = 60;

/** What a chart shows, in figures. */
export function CourseTable({ aligned, words, having }: CourseTableProps) {
  const { times, series } = aligned;
  // A gap has a place of its own among the times, and no figures.
  const places = [...times.keys()].filter((place) =>
    series.some(({ mean }) => mean[place] != null),
  );
  const step = Math.max(1, Math.ceil(places.length / MOST_ROWS));
  const rows = places.filter((_, row) => (places.length - 1 - row) % step === 0).reverse();
  return (
    <>
      {step > 1 && <p class="quiet">{sayPast("table-part", { step })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="history-table" tabIndex={0} aria-label={sayPast("table")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{sayPast("time")}</th>
              {having.map(({ id, name }) => (
                <th scope="col" key={id}>
                  {name} {words.unit !== "" && <span class="quiet">{words.unit}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((place) => (
              <tr key={place}>
                <th scope="row">{formatTime((times[place] as number) * 1_000, "second")}</th>
                {series.map(({ mean }, column) => (
                  <td key={having[column]?.id}>{told(mean[place], words.scale)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function told(value: number | null | undefined, scale: number): string {
  return value == null ? "–" : formatNumber(value * scale);
}
