import { Flame, RotateCw } from "lucide";
import { useId } from "preact/hooks";
import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { Icon } from "../../ui/icon.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import { sayPast } from "../../ui/words/say-past.ts";
import type { Room } from "../room.ts";
import { HeatLegend } from "./heat-legend.tsx";
import { canShowHeat, heatBook, isOfOtherTime } from "./heat-shown.ts";
import { historyChoices, isHeatKind } from "./history-choices.ts";
import type { HistoryDesk } from "./history-desk.ts";

/** Where a kind was over the window: chosen here, laid on the map. */
export function HeatSection({ room, desk }: { room: Room; desk: HistoryDesk }) {
  const { heat, heatCover } = historyChoices;
  const id = useId();
  return (
    <div class="history-heat">
      <label for={id}>{sayPast("heat-of")}</label>
      <select
        id={id}
        class="text-field"
        value={heat.value}
        onChange={({ currentTarget: { value } }) => {
          if (isHeatKind(value)) heat.value = value;
        }}
      >
        <option value="off">{sayPast("heat-off")}</option>
        <option value="all">{sayPast("heat-all")}</option>
        {ENTITY_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {say(`kind.${kind}`)}
          </option>
        ))}
      </select>
      {heat.value !== "off" && (
        <>
          <div class="colour-end">
            <label for={`${id}-cover`}>{sayPast("heat-cover")}</label>
            <input
              id={`${id}-cover`}
              type="range"
              min={10}
              max={100}
              step={5}
              value={heatCover.value}
              onInput={({ currentTarget }) => {
                heatCover.value = Number(currentTarget.value);
              }}
            />
            <output>{heatCover.value} %</output>
          </div>
          <HeatTold room={room} desk={desk} />
        </>
      )}
      {heat.value === "off" && (
        <p class="quiet">
          <Icon of={Flame} /> {sayPast("heat-how")}
        </p>
      )}
    </div>
  );
}

function HeatTold({ room, desk }: { room: Room; desk: HistoryDesk }) {
  const { heat, problem, isAsking } = heatBook.now.value;
  const hasMap = room.scene.value !== undefined;
  if (!hasMap && room.sceneFault.value === undefined) return <Skeleton />;
  if (!hasMap || !canShowHeat.value) return <State as="attention" title={sayPast("heat-unable")} />;
  if (problem !== undefined)
    return (
      <State as="error" title={sayPast("heat-failed")}>
        <p>{problem.message}</p>
        {problem.tip !== undefined && <p>{problem.tip}</p>}
        <button type="button" class="button" onClick={() => heatBook.retry()}>
          <Icon of={RotateCw} />
          {sayPast("retry")}
        </button>
      </State>
    );
  if (heat === undefined || isOfOtherTime(heat, desk.window.value))
    return <p class="quiet">{sayPast("heat-loading")}</p>;
  if (heat.squares.length === 0) return <State as="empty" title={sayPast("heat-none")} />;
  return (
    <div aria-busy={isAsking}>
      <HeatLegend />
      <p class="quiet">{sayPast("heat-entities", { count: heat.entities })}</p>
    </div>
  );
}
