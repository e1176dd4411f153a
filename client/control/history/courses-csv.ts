import type { EntityCourse } from "../../../shared/history.ts";
import { spreadsOf } from "./align-series.ts";
import { quantitiesOf } from "./quantities-of.ts";

const HEAD = ["id", "name", "quantity", "from", "seconds", "min", "mean", "max", "observations"];

/** Courses as a table (RFC 4180): a row for each quantity and bucket in which it was said, as it is in the data. */
export function coursesCsv(
  of: readonly { readonly name: string; readonly course: EntityCourse }[],
): string {
  const lines = [HEAD.join()];
  for (const { name, course } of of)
    for (const quantity of quantitiesOf([course])) {
      const spreads = spreadsOf(course, quantity);
      for (const [place, at] of course.at.entries()) {
        const spread = spreads[place];
        if (spread == null) continue;
        const fields = [
          ...[text(course.id), text(name), text(quantity), new Date(at).toISOString()],
          ...[course.every, ...spread, course.count[place]],
        ];
        lines.push(fields.join());
      }
    }
  return `${lines.join("\r\n")}\r\n`;
}

/** A text that a spreadsheet reads as a text: never as a formula. */
function text(value: string): string {
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
