import { formatNumber } from "../../ui/format-number.ts";
import { State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import { BuildingLegend } from "../camera/building-legend.tsx";
import type { Room } from "../room.ts";
import { AttributeMenu } from "./attribute-menu.tsx";
import { CLASSINGS } from "./colour-choice.ts";
import { ColourLegend } from "./colour-legend.tsx";
import { type ColourPlan, isOrdered } from "./colour-plan.ts";
import { ColourRange } from "./colour-range.tsx";

/** What the city is coloured by, what the colours mean, and what of it is shown. */
export function ColoursBody({ room }: { room: Room }) {
  const { colours, city } = room;
  const plan = colours.plan.value;
  const asked = colours.choice.value;
  if (city.value.state !== "ready")
    return <State as="empty" title={say("colours.no-attributes")} />;
  return (
    <div class="colours">
      <AttributeMenu room={room} />
      {plan !== undefined && <PlanBody plan={plan} room={room} />}
      {plan === undefined && asked !== undefined && (
        <State as="attention" title={say("colours.loose", { name: asked.column })} />
      )}
      {plan === undefined && room.buildings.value === "use" && <BuildingLegend />}
      {colours.attributes.value.length === 0 && <p class="quiet">{say("colours.no-attributes")}</p>}
    </div>
  );
}

function PlanBody({ plan, room }: { plan: ColourPlan; room: Room }) {
  const { attribute, choice, classes } = plan;
  const isFiltered = choice.hidden.length > 0 || choice.range !== undefined;
  const all = classes.every(({ key }) => choice.hidden.includes(key));
  return (
    <>
      {isOrdered(attribute) && <Classings plan={plan} room={room} />}
      <ColourLegend plan={plan} room={room} />
      <div class="colour-buttons">
        <button
          type="button"
          class="button"
          disabled={!isFiltered}
          onClick={() => room.colours.showAll()}
        >
          {say("colours.show-all")}
        </button>
        <button
          type="button"
          class="button"
          disabled={all}
          onClick={() => room.colours.hideAll(classes.map(({ key }) => key))}
        >
          {say("colours.hide-all")}
        </button>
      </div>
      <ColourRange plan={plan} room={room} />
      <Known plan={plan} />
    </>
  );
}

function Classings({ plan, room }: { plan: ColourPlan; room: Room }) {
  return (
    <fieldset class="colour-classings">
      <legend>{say("colours.classes")}</legend>
      {CLASSINGS.map((classing) => (
        <button
          key={classing}
          type="button"
          class="button"
          aria-pressed={plan.choice.classing === classing}
          onClick={() => room.colours.classBy(classing)}
        >
          {say(`colours.${classing}`)}
        </button>
      ))}
    </fieldset>
  );
}

/** How many have a value at all. */
function Known({ plan: { attribute, classes } }: { plan: ColourPlan }) {
  const missing = classes.at(-1)?.count;
  const count = formatNumber(attribute.known, { digits: 0 });
  return (
    <p class="quiet colour-known">
      {missing === undefined
        ? say("colours.known", { count: attribute.known })
        : say("colours.known-of", { count, all: attribute.known + missing })}
    </p>
  );
}
