import { Palette, Sigma } from "lucide";
import { useState } from "preact/hooks";
import { Choice } from "../../ui/choice.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { AnswerNote } from "./answer-note.tsx";
import { MEASURES, SHADINGS } from "./area-settings.ts";
import { DistrictRow } from "./district-row.tsx";
import { sayShading } from "./say-shading.ts";
import { ShadeLegend } from "./shade-legend.tsx";

/** Districts listed before all are asked for. */
const FEW = 5;

/** How many are in each district: as colours on the map, with a legend, and as numbers. */
export function DistrictSection({ room }: { room: Room }) {
  const asked = room.answers.districts.value;
  return (
    <section class="areas-part" aria-labelledby="areas-districts">
      <h3 id="areas-districts">{say("areas.districts")}</h3>
      {asked.state === "loading" && <Skeleton />}
      {asked.state === "failed" && (
        <State as="error" title={say("areas.districts-failed")}>
          <p>{asked.problem.message}</p>
        </State>
      )}
      {asked.state === "ready" && asked.data.features.length === 0 && (
        <State as="empty" title={say("areas.no-districts")}>
          <p>{say("areas.no-districts-how")}</p>
        </State>
      )}
      {asked.state === "ready" && asked.data.features.length > 0 && <Counted room={room} />}
    </section>
  );
}

function Counted({ room }: { room: Room }) {
  const districts = room.areas.shown.districts.value;
  return (
    <>
      <Shadings room={room} />
      {districts.length === 0 ? (
        <p class="quiet">{say("areas.counting")}</p>
      ) : (
        <>
          <ShadeLegend room={room} />
          <DistrictTable room={room} />
        </>
      )}
      <AnswerNote room={room} />
    </>
  );
}

function Shadings({ room }: { room: Room }) {
  const { shading, measure } = room.areas.settings;
  return (
    <div class="areas-choices">
      <Choice
        icon={Palette}
        label={say("areas.shade")}
        value={shading.value}
        choices={SHADINGS.map((each) => [each, sayShading(each)] as const)}
        onChoose={(each) => {
          shading.value = each;
        }}
      />
      <Choice
        icon={Sigma}
        label={say("areas.measure")}
        value={measure.value}
        choices={MEASURES.map((each) => [each, say(`areas.measure-${each}`)] as const)}
        onChoose={(each) => {
          measure.value = each;
        }}
      />
    </div>
  );
}

/** The fullest first. */
function DistrictTable({ room }: { room: Room }) {
  const [all, setAll] = useState(false);
  const { districts } = room.areas.shown;
  const sorted = [...districts.value].sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1));
  const most = sorted[0]?.value ?? 0;
  const count = sorted.length;
  return (
    <>
      <ul class="area-rows">
        {sorted.slice(0, all ? count : FEW).map((district) => (
          <DistrictRow key={district.id} district={district} most={most} room={room} />
        ))}
      </ul>
      {count > FEW && (
        <button type="button" class="button areas-more" onClick={() => setAll(!all)}>
          {all ? say("areas.few-districts", { count: FEW }) : say("areas.all-districts", { count })}
        </button>
      )}
    </>
  );
}
