import { formatNumber } from "../../ui/format-number.ts";
import { say } from "../../ui/words/say.ts";

/** How a count changed within the last minute: an arrow and a number, and words for it. */
export function Trend({ by }: { by: number | undefined }) {
  if (by === undefined) {
    return (
      <span class="trend" title={say("areas.trend-unknown")}>
        –
      </span>
    );
  }
  const count = Math.abs(by);
  const title =
    by === 0 ? say("areas.as-many") : say(by > 0 ? "areas.more" : "areas.fewer", { count });
  return (
    <span class="trend" title={title}>
      <span aria-hidden="true">{by === 0 ? "→" : by > 0 ? "↑" : "↓"}</span>
      {by === 0 ? "" : formatNumber(count, { digits: 0 })}
      <span class="unseen">{title}</span>
    </span>
  );
}
