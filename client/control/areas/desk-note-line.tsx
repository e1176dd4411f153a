import { CircleAlert, CircleCheck, Undo2, X } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { DeskNote } from "./area-desk.ts";

/** What became of the last change, and undoing it where it was a deletion. */
export function DeskNoteLine({ room }: { room: Room }) {
  const note = room.areas.note.value;
  const undo = useRef<HTMLButtonElement>(null);
  // What was deleted took the focus with it.
  useEffect(() => undo.current?.focus(), [note]);
  if (note === undefined) return null;
  const isFault = note.type === "fault";
  return (
    <div class={isFault ? "desk-note fault" : "desk-note"} role={isFault ? "alert" : undefined}>
      <Icon of={isFault ? CircleAlert : CircleCheck} />
      <p>
        {textOf(note)} {note.type === "fault" && <span class="quiet">{note.tip}</span>}
      </p>
      {note.type === "deleted" && (
        <button
          ref={undo}
          type="button"
          class="button"
          onClick={() => void room.areas.restore(note.region)}
        >
          <Icon of={Undo2} />
          {say("areas.undo")}
        </button>
      )}
      <IconButton
        small
        icon={X}
        label={say("notice.dismiss")}
        onClick={() => {
          room.areas.note.value = undefined;
        }}
      />
    </div>
  );
}

function textOf(note: DeskNote): string {
  switch (note.type) {
    case "deleted":
      return say("areas.deleted", { name: note.region.properties.name });
    case "imported":
      return say("areas.imported", { count: note.count });
    case "fault":
      return note.text;
  }
}
