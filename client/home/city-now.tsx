import type { ComponentChildren } from "preact";
import { everySecond } from "../ui/beat.ts";
import { formatNumber } from "../ui/format-number.ts";
import { formatTime, zoneName } from "../ui/format-time.ts";
import type { Poll, Polled } from "../ui/poll.ts";
import { ProvenanceLabel } from "../ui/provenance-label.tsx";
import { Skeleton, State } from "../ui/state.tsx";
import { say } from "../ui/words/say.ts";
import type { CensusFigures } from "./read-census.ts";
import type { FeedFigures } from "./read-feeds.ts";

export interface CityNowProps {
  readonly census: Poll<CensusFigures>;
  readonly feeds: Poll<FeedFigures>;
}

/** The city in four figures, and whether they can be believed. */
export function CityNow({ census, feeds }: CityNowProps) {
  const [counted, flow] = [census.current.value, feeds.current.value];
  if (counted.state === "loading" && flow.state === "loading") return <Skeleton />;
  const [who, what] = [dataOf(counted), dataOf(flow)];
  if (who === undefined && what === undefined) return <Unreachable polled={flow} />;
  return (
    <>
      {(counted.state === "old" || flow.state === "old") && <Old since={sinceOf(counted, flow)} />}
      <dl class="now">
        <Figure word={say("page.home-entities")}>
          {who === undefined ? "–" : formatNumber(who.total, { digits: 0 })}
          {who !== undefined && who.stale > 0 && (
            <small>{say("page.home-stale", { count: who.stale })}</small>
          )}
        </Figure>
        <Figure word={say("page.home-rate")}>
          {what === undefined ? "–" : formatNumber(what.rate, { digits: 0 })}
        </Figure>
        <Figure word={say("page.home-feeds")}>
          {what === undefined
            ? "–"
            : say("page.home-feeds-of", { flowing: what.flowing, all: what.all })}
          {what !== undefined && what.ailing > 0 && (
            <small class="some-ailing">{say("page.home-ailing", { count: what.ailing })}</small>
          )}
        </Figure>
        <Clock counted={counted} />
      </dl>
      <p class="now-provenances">
        {who?.provenances.map((each) => (
          <ProvenanceLabel key={each} of={each} />
        ))}
        {who?.total === 0 && <span class="quiet">{say("page.home-empty")}</span>}
      </p>
    </>
  );
}

/** The server's time, as exactly as minutes need; not shown while it is not known. */
function Clock({ counted }: { counted: Polled<CensusFigures> }) {
  everySecond.value;
  if (!("data" in counted)) return null;
  const now = Date.now() + (counted.data.at - counted.at);
  return (
    <Figure word={zoneName(now)}>
      <time dateTime={new Date(now).toISOString()}>{formatTime(now, "clock").slice(0, 5)}</time>
    </Figure>
  );
}

function Figure({ word, children }: { word: string; children: ComponentChildren }) {
  return (
    <div>
      <dd>{children}</dd>
      <dt>{word}</dt>
    </div>
  );
}

function Old({ since }: { since: number }) {
  const at = formatTime(since, "clock");
  return <State as="attention" banner title={say("page.home-old", { at })} />;
}

function Unreachable({ polled }: { polled: Polled<FeedFigures> }) {
  return (
    <State as="error" title={say("page.home-unreachable")}>
      <p>{say("page.home-unreachable-tip")}</p>
      {"problem" in polled && <p class="quiet">{polled.problem.message}</p>}
    </State>
  );
}

function dataOf<T>(polled: Polled<T>): T | undefined {
  return "data" in polled ? polled.data : undefined;
}

/** Since when the older of two is what it is. */
function sinceOf(...all: readonly Polled<unknown>[]): number {
  return Math.min(...all.map((polled) => ("at" in polled ? polled.at : Number.POSITIVE_INFINITY)));
}
