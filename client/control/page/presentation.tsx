import { X } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";
import type { NoticeParts } from "../../ui/notice.tsx";
import { say } from "../../ui/words/say.ts";
import { CityClock } from "../panels/city-clock.tsx";
import { Connection } from "../panels/connection.tsx";
import type { Room } from "../room.ts";
import { endPresentation } from "./present.ts";

/** Milliseconds without a touch after which the pointer and the way out go. */
const IDLE_AFTER = 3_000;

/**
 * What stands over the picture while it is presented: the clock with where its data come from, and what
 * is wrong. The rest of the page is there, and hidden.
 */
export function Presentation({ room, notices }: PresentationProps) {
  const awake = useAwake();
  const status = room.link.status.value;
  const wrong = notices.filter(({ severity }) => severity !== "info");
  return (
    <div class="presentation">
      <div class="presentation-clock">
        <CityClock room={room} />
        {room.light.value !== "clock" && (
          <span class="quiet">
            {say("page.present-light", { light: say(`light.${room.light.value}`) })}
          </span>
        )}
        {status.state !== "live" && <Connection link={room.link} />}
      </div>
      {wrong.map(({ id, text }) => (
        <p key={id} class="presentation-wrong">
          {text}
        </p>
      ))}
      <div class={awake ? "presentation-leave" : "presentation-leave gone"}>
        <button type="button" class="button" onClick={() => endPresentation(room)}>
          <Icon of={X} />
          {say("page.present-leave")}
          <kbd>Esc</kbd>
        </button>
      </div>
    </div>
  );
}

interface PresentationProps {
  readonly room: Room;
  readonly notices: readonly NoticeParts[];
}

/** Whether somebody is there; the pointer hides while nobody is. */
function useAwake(): boolean {
  const [awake, setAwake] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wake = () => {
      setAwake(true);
      clearTimeout(timer);
      timer = setTimeout(() => setAwake(false), IDLE_AFTER);
    };
    wake();
    const signs = ["pointermove", "pointerdown", "keydown"] as const;
    for (const sign of signs) window.addEventListener(sign, wake, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, wake);
    };
  }, []);
  useEffect(() => {
    document.documentElement.classList.toggle("idle", !awake);
    return () => document.documentElement.classList.remove("idle");
  }, [awake]);
  return awake;
}
