import { useId } from "preact/hooks";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

/** How clear the ground is while something under it is shown. */
export function GroundClearness({ room }: { room: Room }) {
  const id = useId();
  const { groundClearness } = room;
  const text = `${groundClearness.value} %`;
  return (
    <div class="ground-clearness">
      <label for={id} title={say("model.clearness-how")}>
        {say("model.clearness")}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={5}
        value={groundClearness.value}
        aria-valuetext={text}
        onInput={(event) => {
          groundClearness.value = Number(event.currentTarget.value);
        }}
      />
      <output for={id}>{text}</output>
    </div>
  );
}
