import type { ComponentChildren } from "preact";
import { everyHalfSecond } from "../../ui/beat.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

/** Three numbers on how much is coming in, twice a second however fast it comes. */
export function Figures({ room: { store, link } }: { room: Room }) {
  everyHalfSecond.value;
  const live = link.status.value.state === "live";
  const delay = live ? link.delay() : undefined;
  const rate = live ? link.observationRate() : 0;
  return (
    <dl class="figures">
      <Figure
        name="entities"
        word={say("figure.entities", { count: store.size })}
        title={say("figure.entities-title")}
      >
        {formatNumber(store.size, { digits: 0 })}
      </Figure>
      <Figure name="rate" word={say("figure.updates")} title={say("figure.updates-title")}>
        {formatNumber(rate, { digits: rate > 0 && rate < 9.95 ? 1 : 0 })}
      </Figure>
      <Figure name="delay" word={say("figure.delay")} title={delayTitle(delay)}>
        {delay === undefined ? "–" : milliseconds(delay.median)}
      </Figure>
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly word: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Figure(props: FigureProps) {
  return (
    <div class={`figure ${props.name}`} title={props.title}>
      <dd>{props.children}</dd>
      <dt>{props.word}</dt>
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
