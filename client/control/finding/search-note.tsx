import { useEffect, useRef } from "preact/hooks";
import type { Problem } from "../../../shared/problem.ts";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { SearchState } from "./search-session.ts";

/** What there is to say of a search that has nothing to show: under way, failed, in vain. */
export function SearchNote({ room, state }: { room: Room; state: SearchState }) {
  switch (state.state) {
    case "idle":
      return null;
    case "searching":
      return state.before === undefined ? <Skeleton /> : null;
    case "failed":
      return <Failed room={room} problem={state.problem} />;
    case "found":
      return state.answer.found.length > 0 ? null : <Nothing text={state.text} />;
  }
}

function Nothing({ text }: { text: string }) {
  return (
    <div class="search-note">
      <State as="empty" title={say("finding.none", { text })}>
        <p>{say("finding.none-how")}</p>
      </State>
    </div>
  );
}

function Failed({ room, problem: { message, tip } }: { room: Room; problem: Problem }) {
  const isLive = room.link.status.value.state === "live";
  const { session } = room.search;
  const wasLive = useRef(isLive);
  // What failed with the connection is asked again with it.
  useEffect(() => {
    if (isLive && !wasLive.current) session.hurry();
    wasLive.current = isLive;
  }, [isLive, session]);
  return (
    <div class="search-note">
      <State as="attention" title={say(isLive ? "finding.failed" : "finding.offline")}>
        {isLive && <p>{message}</p>}
        {isLive && tip !== undefined && <p>{tip}</p>}
      </State>
      <button type="button" class="button" onClick={() => session.hurry()}>
        {say("finding.again")}
      </button>
    </div>
  );
}
