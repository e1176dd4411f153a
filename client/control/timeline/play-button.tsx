import { Pause, Play } from "lucide";
import type { CityClock } from "../../twin/city-clock.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import { isRunning, playOrPause } from "./play-or-pause.ts";

/** Plays and pauses the past; what shows now it stops, and that is then the past. */
export function PlayButton({ clock }: { clock: CityClock }) {
  const state = clock.state.value;
  const isLive = state.mode === "live";
  const isOn = isLive || isRunning(state);
  return (
    <span class="timeline-play">
      <IconButton
        icon={isOn ? Pause : Play}
        label={isLive ? sayTime("look-back-title") : sayTime(isOn ? "pause" : "play")}
        keys="Space"
        onClick={() => playOrPause(clock)}
      />
    </span>
  );
}
