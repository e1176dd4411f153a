import { ZoomIn, ZoomOut } from "lucide";
import { formatSpan } from "../../ui/format-age.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import { BAR_LENGTHS } from "./bar-steps.ts";
import { spanOf } from "./time-window.ts";
import type { TimelineDesk } from "./timeline-desk.ts";

/** How much time the bar shows: closer, further, or a length by name. */
export function ZoomChoice({ desk }: { desk: TimelineDesk }) {
  const span = Math.round(spanOf(desk.window.value) / 1_000) * 1_000;
  const near = BAR_LENGTHS.find((length) => Math.abs(span - length) < length * 0.01);
  const lengths: readonly number[] = near === undefined ? [span, ...BAR_LENGTHS] : BAR_LENGTHS;
  return (
    <fieldset class="timeline-zoom" aria-label={sayTime("zoom")}>
      <IconButton icon={ZoomOut} label={sayTime("zoom-out")} onClick={() => desk.zoomBy(2)} />
      <select
        class="timeline-length"
        aria-label={sayTime("zoom")}
        value={String(near ?? span)}
        onChange={({ currentTarget }) => desk.zoomTo(Number(currentTarget.value))}
      >
        {lengths.map((length) => (
          <option key={length} value={String(length)}>
            {formatSpan(length / 1_000)}
          </option>
        ))}
      </select>
      <IconButton icon={ZoomIn} label={sayTime("zoom-in")} onClick={() => desk.zoomBy(0.5)} />
    </fieldset>
  );
}
