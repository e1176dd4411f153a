import { Rss } from "lucide";
import { everySecond } from "../../ui/beat.ts";
import { Command } from "../../ui/command.tsx";
import { formatAge } from "../../ui/format-age.ts";
import { later } from "../../ui/later.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { SourcesAnswer } from "../read-sources.ts";
import type { Room } from "../room.ts";
import { Refusals } from "./refusals.tsx";
import { SourceEntry } from "./source-entry.tsx";

const SourcesAtMoment = later(
  async () => (await import("../moment/sources-then.tsx")).SourcesAtMoment,
);

/** Where observations come from, whether they come, and what was refused. */
export function sourcesPanel(room: Room): PanelParts {
  return {
    id: "sources",
    icon: Rss,
    title: say("sources.title"),
    body: () => <Sources room={room} />,
  };
}

function Sources({ room }: { room: Room }) {
  const isPast = room.clock.state.value.mode === "replay";
  return isPast ? <SourcesAtMoment room={room} /> : <SourcesNow room={room} />;
}

function SourcesNow({ room }: { room: Room }) {
  const polled = room.sources.current.value;
  if (polled.state === "loading") return <Skeleton />;
  if (polled.state === "failed") {
    const { message, tip } = polled.problem;
    return (
      <State as="error" title={say("sources.failed")}>
        <p>{message}</p>
        {tip !== undefined && <p>{tip}</p>}
      </State>
    );
  }
  return (
    <>
      {polled.state === "old" && <Old at={polled.at} message={polled.problem.message} />}
      <SourceList room={room} answer={polled.data} askedAt={polled.at} />
    </>
  );
}

function Old({ at, message }: { at: number; message: string }) {
  const age = formatAge((everySecond.value - at) / 1_000);
  return <State as="attention" banner title={say("sources.old", { age, message })} />;
}

function SourceList(props: { room: Room; answer: SourcesAnswer; askedAt: number }) {
  const { room, answer, askedAt } = props;
  if (answer.sources.length === 0) {
    return (
      <State as="empty" title={say("sources.none")}>
        <p>{say("sources.none-how")}</p>
        <Command text="npm start -- --replay FILE" />
      </State>
    );
  }
  const { accepted, refused } = answer.totals;
  return (
    <>
      <ul class="sources">
        {answer.sources.map((source) => (
          <SourceEntry key={source.id} source={source} askedAt={askedAt} link={room.link} />
        ))}
      </ul>
      <p class="quiet sources-totals">{say("sources.totals", { accepted, refused })}</p>
      <Refusals refusals={answer.refusals} />
    </>
  );
}
