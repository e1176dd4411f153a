import { Navigation } from "lucide";
import { useEffect, useMemo } from "preact/hooks";
import { staleAfter } from "../../../shared/entity.ts";
import { Age } from "../../ui/age.tsx";
import { everySecond } from "../../ui/beat.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { formatAge, formatSpan } from "../../ui/format-age.ts";
import { formatTime } from "../../ui/format-time.ts";
import { Icon } from "../../ui/icon.tsx";
import { KindSymbol } from "../../ui/kind-symbol.tsx";
import { announce } from "../../ui/live-region.tsx";
import { type Polled, poll } from "../../ui/poll.ts";
import { ProvenanceLabel } from "../../ui/provenance-label.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import { FollowButtons } from "../camera/follow-buttons.tsx";
import { ReceivedList } from "../finding/received-list.tsx";
import { HistoryButton } from "../history/history-button.tsx";
import { type EntityFacts, entityFacts, readEntity } from "../read-entity.ts";
import type { Room } from "../room.ts";
import { ClearButton } from "./clear-button.tsx";
import { EntityPlace } from "./entity-place.tsx";

/** The selected entity: drawn again once a second from the live picture and the server's memory. */
export function EntityInspector({ id, room }: { id: string; room: Room }) {
  everySecond.value;
  const url = `/api/entities/${encodeURIComponent(id)}`;
  const { store, clock } = room;
  const time = clock.state.value;
  const asked = useMemo(() => {
    // Once the server knows nothing of it, only its return to the picture is worth a question.
    const isWorthAsking = (last: Polled<unknown>) =>
      // What the server remembers is of now.
      clock.state.peek().mode === "live" && (!isNotFound(last) || store.handleOf(id) !== undefined);
    return poll({ url, every: 1_000, read: readEntity, isWorthAsking });
  }, [url, id, store, clock]);
  useEffect(() => () => asked.stop(), [asked]);

  useEffect(
    () =>
      asked.current.subscribe((told) => {
        const isLive = clock.state.peek().mode === "live";
        if (told.state === "ready" && isLive) room.received.told(told.data);
      }),
    [asked, room, clock],
  );

  const polled = asked.current.value;
  const handle = store.handleOf(id);
  const live = handle === undefined ? undefined : store.describe(handle);
  const kept = time.mode === "live" && "data" in polled ? polled.data : undefined;
  const facts = entityFacts(live, kept);
  const name = facts?.name ?? id;
  useEffect(() => announce(say("inspector.said", { name })), [name]);

  if (facts === undefined && time.mode === "replay")
    return time.state === "loading" ? <Skeleton /> : <NotThere id={id} room={room} />;
  if (facts === undefined) return <NoFacts id={id} polled={polled} />;
  return <Facts facts={facts} polled={polled} room={room} />;
}

/** The past has no word of it: it stays selected, so that it is told of where it is there. */
function NotThere({ id, room }: { id: string; room: Room }) {
  return (
    <State as="empty" title={say("moment.not-there", { id })}>
      <p>{say("moment.not-there-how")}</p>
      <ClearButton room={room} />
    </State>
  );
}

function NoFacts({ id, polled }: { id: string; polled: Polled<unknown> }) {
  if (polled.state !== "failed") return <Skeleton />;
  if (isNotFound(polled)) {
    return (
      <State as="empty" title={say("inspector.unknown", { id })}>
        <p>{say("inspector.unknown-how")}</p>
      </State>
    );
  }
  return (
    <State as="error" title={say("inspector.failed")}>
      <p>{polled.problem.message}</p>
    </State>
  );
}

function isNotFound(polled: Polled<unknown>): boolean {
  return "problem" in polled && polled.problem.status === 404;
}

function Facts(props: { facts: EntityFacts; polled: Polled<unknown>; room: Room }) {
  const { facts, polled, room } = props;
  const now = room.clock.now();
  const limit = staleAfter(facts.kind, facts.interval);
  const stale = (now - facts.observedAt) / 1_000 > limit;
  return (
    <div class="entity">
      <Head facts={facts} stale={stale} />
      <Condition {...{ facts, stale, polled }} isLive={room.clock.state.value.mode === "live"} />
      <div class="entity-actions">
        <button
          type="button"
          class="button"
          disabled={!facts.present || room.scene.value === undefined}
          onClick={() => room.scene.value?.flyToEntity(facts.id)}
        >
          <Icon of={Navigation} />
          {say("inspector.fly")}
        </button>
        <FollowButtons id={facts.id} room={room} />
        <HistoryButton room={room} />
        <ClearButton room={room} />
      </div>
      <dl class="facts">
        <dt>{say("inspector.observed")}</dt>
        <dd>
          <Age at={facts.observedAt} now={now} staleAfter={limit} />
          <span class="quiet"> · {formatTime(facts.observedAt, "clock")}</span>
        </dd>
        {!Number.isNaN(facts.interval) && (
          <>
            <dt>{say("inspector.interval")}</dt>
            <dd>{formatSpan(facts.interval)}</dd>
          </>
        )}
        <dt>{say("inspector.source")}</dt>
        <dd>{facts.source}</dd>
        <dt>{say("inspector.id")}</dt>
        <dd class="with-copy">
          <span class="code">{facts.id}</span>
          <CopyButton text={facts.id} />
        </dd>
      </dl>
      <ReceivedList {...{ facts, room, now }} loading={polled.state === "loading"} />
      <EntityPlace facts={facts} room={room} />
    </div>
  );
}

function Head({ facts, stale }: { facts: EntityFacts; stale: boolean }) {
  const { id, kind, name = id, provenance, motion } = facts;
  return (
    <div class="entity-head">
      <KindSymbol {...{ kind, provenance, stale }} headingDegrees={motion.headingDegrees} />
      <div>
        <h3>{name}</h3>
        <p>
          <span class="quiet">{say(`kind-one.${kind}`)}</span> <ProvenanceLabel of={provenance} />
        </p>
      </div>
    </div>
  );
}

/** What is not as it should be with the entity, or with what we know of it. */
function Condition(props: {
  facts: EntityFacts;
  stale: boolean;
  polled: Polled<unknown>;
  isLive: boolean;
}) {
  const { facts, stale, polled, isLive } = props;
  const interval = formatSpan(staleAfter(facts.kind, facts.interval));
  return (
    <>
      {!facts.present && (
        <State as="attention" banner title={say("inspector.absent")}>
          <p>{say("inspector.absent-how")}</p>
        </State>
      )}
      {facts.present && stale && (
        <State as="attention" banner title={say("inspector.stale")}>
          <p>{say("inspector.stale-how", { interval })}</p>
        </State>
      )}
      {isLive && (polled.state === "old" || polled.state === "failed") && (
        <State as="attention" banner title={faultOf(polled)} />
      )}
    </>
  );
}

function faultOf(polled: Extract<Polled<unknown>, { problem: unknown }>): string {
  const { message } = polled.problem;
  if (polled.state === "failed") return `${say("inspector.failed")} ${message}`;
  return say("inspector.old", { age: formatAge((Date.now() - polled.at) / 1_000), message });
}
