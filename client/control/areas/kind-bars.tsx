import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { KindSymbol } from "../../ui/kind-symbol.tsx";
import { say } from "../../ui/words/say.ts";

/** How many of each kind are in an area, as bars with their numbers; `byKind` by place in ENTITY_KINDS. */
export function KindBars({ byKind }: { byKind: readonly number[] }) {
  const most = Math.max(1, ...byKind);
  return (
    <ul class="kind-bars">
      {ENTITY_KINDS.map((kind, place) => {
        const count = byKind[place] ?? 0;
        return (
          <li key={kind} class={count === 0 ? "none" : ""}>
            <KindSymbol kind={kind} />
            <span class="kind-word">{say(`kind.${kind}`)}</span>
            <span class={`kind-bar ${kind}`}>
              <span style={{ width: `${(count / most) * 100}%` }} />
            </span>
            <span class="area-number">{formatNumber(count, { digits: 0 })}</span>
          </li>
        );
      })}
    </ul>
  );
}
