import type { ComponentChildren } from "preact";
import { Age } from "../../ui/age.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { Switch } from "../../ui/switch.tsx";
import { say } from "../../ui/words/say.ts";
import type { LayerCount } from "./layer-counts.ts";

export interface LayerRowProps {
  readonly count: LayerCount;
  /** Milliseconds since 1970 by the server's clock. */
  readonly now: number;
  /** Whether there are counts of the whole city, so that those in view are news. */
  readonly isOfCity: boolean;
  readonly name: string;
  readonly shown: boolean;
  readonly onShow: (shown: boolean) => void;
  /** Puts together what there is to read: the name, how many, and the line under them. */
  readonly head: (total: ComponentChildren, facts: ComponentChildren) => ComponentChildren;
}

/** One layer of what lives: how many, how fresh, and whether it is drawn. */
export function LayerRow(props: LayerRowProps) {
  const { count, name, shown, onShow, head } = props;
  const total = <span class="kind-count">{formatNumber(count.total, { digits: 0 })}</span>;
  const facts = count.total > 0 && <LayerFacts {...props} />;
  return (
    <>
      <div class="layer-told">{head(total, facts)}</div>
      <Switch label={say("layers.show", { name })} on={shown} onChange={onShow} />
    </>
  );
}

/** How many are in view, stale, and how old the newest is: what stands under the name. */
function LayerFacts({ count, now, isOfCity, shown }: LayerRowProps) {
  const { stale, newest, inView, hidden } = count;
  return (
    <span class="layer-facts">
      {!shown && <span class="layer-hidden">{say("layers.hidden")}</span>}
      {shown && isOfCity && <span>{say("layers.in-view", { count: inView })}</span>}
      {shown && hidden > 0 && (
        <span class="layer-hidden">{say("layers.some-hidden", { count: hidden })}</span>
      )}
      {stale > 0 && <span class="kind-stale">{say("kinds.stale", { count: stale })}</span>}
      {newest !== undefined && (
        <span class="layer-newest">
          <span class="unseen">{say("layers.newest")} </span>
          <Age at={newest} now={now} />
        </span>
      )}
    </span>
  );
}
