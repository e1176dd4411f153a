import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SourcesThen } from "../../../shared/history.ts";
import { Age } from "../../ui/age.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { ProvenanceLabel } from "../../ui/provenance-label.tsx";
import { Quantity } from "../../ui/quantity.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { followSources, type SourcesTold } from "./follow-sources.ts";
import { useMoment } from "./use-moment.ts";

/** How the data was at the moment shown, source by source. */
export function SourcesAtMoment({ room }: { room: Room }) {
  const told = useSignal<SourcesTold>({});
  useEffect(() => followSources(room.clock, told), [room, told]);
  const at = useMoment(room.clock);
  const { was, fault } = told.value;
  if (was === undefined) {
    if (fault === undefined) return <Skeleton />;
    return (
      <State as="error" title={say("moment.sources-failed")}>
        <p>{fault.message}</p>
      </State>
    );
  }
  if (was.sources.length === 0) return <State as="empty" title={say("moment.sources-none")} />;
  return (
    <>
      {fault !== undefined && (
        <State as="attention" banner title={say("moment.sources-failed")}>
          <p>{fault.message}</p>
        </State>
      )}
      <ul class="sources">
        {was.sources.map((source) => (
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
