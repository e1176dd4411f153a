import type { ComponentChildren } from "preact";
import { everyHalfSecond } from "../../ui/beat.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { say } from "../../ui/words/say.ts";
import { rateOf } from "../finding/rate-course.ts";
import { RateSpark } from "../finding/rate-spark.tsx";
import type { Room } from "../room.ts";

/**
 * Three numbers on the whole server: how much lives, how much comes in, how fresh it gets here. In the past only how
 * much is in view: the others are of now.
 */
export function Figures({ room }: { room: Room }) {
  if (room.clock.state.value.mode === "replay")
    return (
      <dl class="figures">
        <InView room={room} />
      </dl>
    );
  return (
    <dl class="figures">
      <Entities room={room} />
      <Rate room={room} />
      <Delay room={room} />
    </dl>
  );
}

function Entities({ room }: { room: Room }) {
  everyHalfSecond.value;
  const { store, link, answers } = room;
  const census = answers.news.value?.census;
  const view = formatNumber(store.size, { digits: 0 });
  const isLive = link.status.value.state === "live";
  if (census === undefined)
    return (
      <Figure
        name="entities"
        word={say("strip.entities", { count: store.size })}
        title={say("strip.entities-here")}
        also={isLive ? say("strip.in-view", { count: view }) : undefined}
      >
        –
      </Figure>
    );
  const total = census.reduce((sum, row) => sum + row.total, 0);
  const title = say("strip.entities-title", { view });
  return (
    <Figure
      name={isLive ? "entities" : "entities old"}
      word={say("strip.entities", { count: total })}
      title={isLive ? title : `${say("strip.old")} ${title}`}
      also={say("strip.in-view", { count: view })}
    >
      {formatNumber(total, { digits: 0 })}
    </Figure>
  );
}

function InView({ room: { store } }: { room: Room }) {
  everyHalfSecond.value;
  return (
    <Figure
      name="entities"
      word={say("strip.entities", { count: store.size })}
      title={say("moment.figures")}
    >
      {formatNumber(store.size, { digits: 0 })}
    </Figure>
  );
}

function Rate({ room }: { room: Room }) {
  everyHalfSecond.value;
  const polled = room.sources.current.value;
  const rate = polled.state === "ready" ? rateOf(polled.data) : undefined;
  const updates = formatNumber(room.link.observationRate(), { digits: 0 });
  const title = say(rate === undefined ? "strip.rate-unknown" : "strip.rate-title", { updates });
  return (
    <Figure name="rate" word={say("strip.rate")} title={title} before={<RateSpark room={room} />}>
      {rate === undefined ? "–" : formatNumber(rate, { digits: rate > 0 && rate < 9.95 ? 1 : 0 })}
    </Figure>
  );
}

function Delay({ room: { link } }: { room: Room }) {
  everyHalfSecond.value;
  const delay = link.status.value.state === "live" ? link.delay() : undefined;
  return (
    <Figure name="delay" word={say("figure.delay")} title={delayTitle(delay)}>
      {delay === undefined ? "–" : milliseconds(delay.median)}
    </Figure>
  );
}

interface FigureProps {
  readonly name: string;
  readonly word: string;
  readonly title: string;
  readonly children: ComponentChildren;
  /** A second, quieter figure; left out where there is little room. */
  readonly also?: string | undefined;
  readonly before?: ComponentChildren;
}

function Figure({ name, word, title, children, also, before }: FigureProps) {
  return (
    <div class={`figure ${name}`} title={title}>
      <dd>
        {before}
        {children}
      </dd>
      <dt>
        {word}
        {also !== undefined && <span class="figure-also"> · {also}</span>}
      </dt>
    </div>
  );
}

function delayTitle(delay: { median: number; p95: number } | undefined): string {
  if (delay === undefined) return say("figure.delay-unknown");
  const { median, p95 } = delay;
  return say("figure.delay-title", { median: Math.round(median), p95: Math.round(p95) });
}

function milliseconds(value: number): string {
  const seconds = value >= 9_950;
  const number = seconds
    ? formatNumber(value / 1_000, { digits: 0 })
    : formatNumber(value, { digits: 0 });
  return `${number} ${seconds ? "s" : "ms"}`;
}
