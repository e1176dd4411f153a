import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SourcesThen } from "../../../shared/history.ts";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import { askServer } from "../../twin/ask-server.ts";
import { Age } from "../../ui/age.tsx";
import { unreadable } from "../../ui/fetch-json.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { ProvenanceLabel } from "../../ui/provenance-label.tsx";
import { Quantity } from "../../ui/quantity.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { readSourcesThen } from "./read-sources-then.ts";
import { useMoment } from "./use-moment.ts";

/** Milliseconds of ours from one question to the next, while the moment goes on. */
const PERIOD = 1_000;

type Told = { readonly then?: SourcesThen; readonly fault?: Problem };

/** How the data was at the moment shown, source by source. */
export function SourcesAtMoment({ room }: { room: Room }) {
  const told = useSignal<Told>({});
  useAsked(room, told);
  const at = useMoment(room.clock);
  const { then, fault } = told.value;
  if (then === undefined) {
    if (fault === undefined) return <Skeleton />;
    return (
      <State as="error" title={say("moment.sources-failed")}>
        <p>{fault.message}</p>
      </State>
    );
  }
  if (then.sources.length === 0) return <State as="empty" title={say("moment.sources-none")} />;
  return (
    <>
      {fault !== undefined && (
        <State as="attention" banner title={say("moment.sources-failed")}>
          <p>{fault.message}</p>
        </State>
      )}
      <ul class="sources">
        {then.sources.map((source) => (
          <SourceThen key={source.source} source={source} now={at} />
        ))}
      </ul>
    </>
  );
}

function SourceThen({ source, now }: { source: SourcesThen["sources"][number]; now: number }) {
  const { entities, stale, lastObservedAt, accepted, refused, provenances } = source;
  const name = source.source === "" ? say("layers.unnamed-source") : source.source;
  return (
    <li class="source">
      <div class="source-head">
        <h3 title={name}>{name}</h3>
        {provenances.map((each) => (
          <ProvenanceLabel key={each} of={each} />
        ))}
      </div>
      <p class="source-state">
        {say("moment.entities", { count: entities })}
        {stale > 0 && (
          <span class="kind-stale">
            {" "}
            {say("moment.stale", { count: formatNumber(stale, { digits: 0 }) })}
          </span>
        )}
      </p>
      <dl class="source-figures">
        <dt>{say("moment.minute-accepted")}</dt>
        <dd>
          <Quantity value={accepted} digits={0} />
        </dd>
        <dt>{say("moment.last-observed")}</dt>
        <dd>
          <Age at={lastObservedAt} now={now} />
        </dd>
        <dt>{say("moment.minute-refused")}</dt>
        <dd class={refused > 0 ? "some-refused" : ""}>
          <Quantity value={refused} digits={0} />
        </dd>
      </dl>
    </li>
  );
}

/** Asks for the moment shown, and again when it is another one; one question at a time. */
function useAsked({ clock }: Room, told: Signal<Told>): void {
  useEffect(() => {
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let askedFor = Number.NaN;
    const ask = async () => {
      const at = Math.round(clock.now());
      // A moment that stands is asked for once.
      if (at !== askedFor && !document.hidden) {
        askedFor = at;
        const url = `/api/history/sources?at=${encodeURIComponent(new Date(at).toISOString())}`;
        const answer = await askServer(url, { signal: ending.signal });
        if (ending.signal.aborted) return;
        const then = isProblem(answer) ? undefined : readSourcesThen(answer);
        if (then !== undefined) told.value = { then };
        else {
          told.value = { ...told.peek(), fault: isProblem(answer) ? answer : unreadable(url) };
          // What could not be told is asked for again, though it stands.
          askedFor = Number.NaN;
        }
      }
      timer = setTimeout(() => void ask(), PERIOD);
    };
    void ask();
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, [clock, told]);
}
