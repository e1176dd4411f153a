import { Map as MapIcon, Navigation } from "lucide";
import { useEffect } from "preact/hooks";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import { announce } from "../../ui/live-region.tsx";
import { Quantity } from "../../ui/quantity.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import { ClearButton } from "../panels/clear-button.tsx";
import type { Room } from "../room.ts";
import { formatArea } from "../tools/format-measure.ts";
import { AnswerNote } from "./answer-note.tsx";
import { AreaPeople } from "./area-people.tsx";
import { flyToArea } from "./choose-area.ts";
import type { DistrictValue } from "./district-values.ts";
import { KindBars } from "./kind-bars.tsx";
import { Trend } from "./trend.tsx";

const SQUARE_KILOMETRE = 1_000_000;

/** The selected district: what it is, and who is in it. */
export function DistrictInspector({ id, room }: { id: string; room: Room }) {
  const asked = room.answers.districts.value;
  if (asked.state === "loading") return <Skeleton />;
  if (asked.state === "failed") {
    return (
      <State as="error" title={say("areas.districts-failed")}>
        <p>{asked.problem.message}</p>
      </State>
    );
  }
  const feature = asked.data.features.find((each) => each.id === id);
  if (feature === undefined) {
    return (
      <State as="empty" title={say("areas.gone")}>
        <ClearButton room={room} />
      </State>
    );
  }
  const { name, nameJa, people, area } = feature.properties;
  const count = room.areas.shown.districts.value.find((each) => each.id === id);
  const shown = language.value === "ja" ? nameJa : name;
  return (
    <div class="entity area">
      <div class="entity-head">
        <Icon of={MapIcon} class="large" />
        <div>
          <h3>{shown}</h3>
          <p class="quiet">
            {say("areas.district")} ·{" "}
            <span lang={language.value === "ja" ? "en" : "ja"}>
              {shown === name ? nameJa : name}
            </span>
          </p>
        </div>
      </div>
      <Said name={shown} />
      <div class="entity-actions">
        <button
          type="button"
          class="button"
          disabled={room.scene.value === undefined}
          onClick={() => flyToArea(room, { type: "district", id })}
        >
          <Icon of={Navigation} />
          {say("areas.fly")}
        </button>
        <ClearButton room={room} />
      </div>
      <dl class="facts">
        <Live count={count} />
        <dt>{say("areas.people")}</dt>
        <dd>{formatNumber(people, { digits: 0 })}</dd>
        <dt>{say("areas.area")}</dt>
        <dd>{formatArea(area)}</dd>
      </dl>
      {count !== undefined && (
        <>
          <h4>{say("areas.by-kind")}</h4>
          <KindBars byKind={count.byKind} />
        </>
      )}
      <AnswerNote room={room} />
      <AreaPeople id={id} room={room} />
    </div>
  );
}

function Said({ name }: { name: string }) {
  useEffect(() => announce(say("inspector.said", { name })), [name]);
  return null;
}

function Live({ count }: { count: DistrictValue | undefined }) {
  const density = count && (count.total * SQUARE_KILOMETRE) / count.area;
  return (
    <>
      <dt>{say("areas.now-inside")}</dt>
      <dd>
        <strong>
          <Quantity value={count?.total} digits={0} />
        </strong>
      </dd>
      <dt>{say("areas.density")}</dt>
      <dd>
        <Quantity
          value={density}
          unit="/km²"
          digits={density !== undefined && density < 10 ? 1 : 0}
        />
      </dd>
      <dt>{say("areas.change")}</dt>
      <dd>
        <Trend by={count?.trend} />
      </dd>
    </>
  );
}
