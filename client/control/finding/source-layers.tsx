import { useRef } from "preact/hooks";
import { ProvenanceLabel } from "../../ui/provenance-label.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { LayerCounts, SourceLayer } from "./layer-counts.ts";
import { LayerRow } from "./layer-row.tsx";

/** The layers by who tells of them. */
export function SourceLayers({ counts, room }: { counts: LayerCounts; room: Room }) {
  const sources = useSteadyOrder(counts.bySource);
  return (
    <ul class="layer-sources">
      {sources.map((layer) => (
        <SourceRow key={layer.source} layer={layer} isOfCity={counts.isOfCity} room={room} />
      ))}
    </ul>
  );
}

interface SourceRowProps {
  readonly layer: SourceLayer;
  readonly isOfCity: boolean;
  readonly room: Room;
}

function SourceRow({ layer, isOfCity, room }: SourceRowProps) {
  const { source, provenances } = layer;
  const name = source === "" ? say("layers.unnamed-source") : source;
  const hidden = room.hiddenSources.value;
  const show = (on: boolean) => {
    const next = new Set(hidden);
    if (on) next.delete(source);
    else next.add(source);
    room.hiddenSources.value = next;
  };
  return (
    <li class="layer" data-source={source}>
      <LayerRow
        {...{ count: layer, isOfCity, name, now: room.clock.now() }}
        shown={!hidden.has(source)}
        onShow={show}
        head={(total, facts) => (
          <div class="layer-head">
            <span class="kind-word" title={name}>
              {name}
            </span>
            {provenances.map((each) => (
              <ProvenanceLabel key={each} of={each} />
            ))}
            {total}
            {facts}
          </div>
        )}
      />
    </li>
  );
}

/** Most first, as it was when the newest source came: a list that changed places under the pointer could not be used. */
function useSteadyOrder(sources: readonly SourceLayer[]): readonly SourceLayer[] {
  const order = useRef<readonly string[]>([]);
  const known = new Map(sources.map((each) => [each.source, each]));
  const isSame =
    order.current.length === known.size && order.current.every((name) => known.has(name));
  if (!isSame) order.current = sources.map(({ source }) => source);
  return order.current.flatMap((name) => known.get(name) ?? []);
}
