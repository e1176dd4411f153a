import { effect } from "@preact/signals";
import type { CityClock } from "../../twin/city-clock.ts";
import { everySecond } from "../../ui/beat.ts";
import { formatTime } from "../../ui/format-time.ts";
import { pastShown } from "../../ui/past-shown.ts";
import { say } from "../../ui/words/say.ts";

/** Has the page's words follow the clock, and its title, which in the past begins with that: a tab tells it from now. */
export function followTitle(clock: CityClock): void {
  effect(() => {
    const isPast = clock.state.value.mode === "replay";
    pastShown.value = isPast;
    if (isPast) everySecond.value;
    const past = isPast
      ? `${say("moment.title", { moment: formatTime(clock.now(), "minute") })} · `
      : "";
    const title = `${past}${say("app.title")}`;
    if (document.title !== title) document.title = title;
  });
}
