import { Gauge } from "lucide";
import { REPLAY_RATES } from "../../../shared/history.ts";
import { Choice } from "../../ui/choice.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import { PlayButton } from "./play-button.tsx";
import { isRunning } from "./play-or-pause.ts";
import { timelineSettings } from "./timeline-settings.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const RATES = REPLAY_RATES.filter((rate) => rate > 0);

/** Play, pause, how fast, and steps back and on. */
export function Transport({ room }: { room: Room }) {
  const { clock } = room;
  return (
    <fieldset class="timeline-transport" aria-label={sayTime("steps")}>
      <Step room={room} by={-MINUTE} />
      <Step room={room} by={-10 * SECOND} />
      <Step room={room} by={-SECOND} />
      <PlayButton clock={clock} />
      <Step room={room} by={SECOND} />
      <Step room={room} by={10 * SECOND} />
      <Step room={room} by={MINUTE} />
      <Speed room={room} />
    </fieldset>
  );
}

function Speed({ room: { clock } }: { room: Room }) {
  const { rate } = timelineSettings;
  const shown = rate.value;
  // A link may say any other.
  const isOwn = !RATES.some((each) => each === shown);
  const rates: readonly number[] = isOwn ? [...RATES, shown].sort((a, b) => a - b) : RATES;
  return (
    <span class="timeline-speed">
      <Choice
        icon={Gauge}
        label={sayTime("speed")}
        value={String(shown)}
        choices={rates.map((each) => [String(each), sayTime("speed-times", { rate: each })])}
        onChoose={(chosen) => {
          rate.value = Number(chosen);
          // What stands goes on standing.
          if (isRunning(clock.state.peek())) clock.play(rate.value);
        }}
      />
    </span>
  );
}

/** A step of so many milliseconds; its sign says which way. */
function Step({ room: { clock }, by }: { room: Room; by: number }) {
  const isBack = by < 0;
  const size = Math.abs(by);
  const isMinute = size === MINUTE;
  const count = size / SECOND;
  const way = isBack ? "back" : "on";
  const label = isMinute ? sayTime(`${way}-minute`) : sayTime(`${way}-seconds`, { count });
  const words = isMinute ? "step-minute" : count === 1 ? "step-second" : "step-ten";
  return (
    <button
      type="button"
      class={`timeline-step by-${count}`}
      aria-label={label}
      title={label}
      disabled={!isBack && clock.state.value.mode === "live"}
      onClick={() => clock.step(by)}
    >
      {`${isBack ? "−" : "+"}${sayTime(words)}`}
    </button>
  );
}
