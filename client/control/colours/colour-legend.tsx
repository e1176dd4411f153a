import { MapPin } from "lucide";
import type { CityAttribute, CityCategory } from "../../../shared/city.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { ColourClass, ColourPlan } from "./colour-plan.ts";
import { sayAttributeName, sayClass } from "./say-class.ts";

export interface ColourLegendProps {
  readonly plan: ColourPlan;
  readonly room: Room;
  /** To be read only, and as small as can be. */
  readonly brief?: boolean;
}

/** What each colour means and how many have it; each line shows or hides its class, and the chosen thing's is marked. */
export function ColourLegend({ plan, room, brief = false }: ColourLegendProps) {
  const { attribute, classes, choice } = plan;
  const chosen = chosenClass(plan, room);
  return (
    <ul
      class="colour-legend"
      aria-label={say("colours.legend", { name: sayAttributeName(attribute) })}
    >
      {classes.filter(isThere).map((one) => (
        <li key={one.key}>
          {brief ? (
            !choice.hidden.includes(one.key) && (
              <span class="colour-class">
                <Told {...{ attribute, one }} isChosen={one.key === chosen} />
              </span>
            )
          ) : (
            <button
              type="button"
              class="colour-class"
              aria-pressed={!choice.hidden.includes(one.key)}
              title={say("colours.toggle")}
              onClick={() => room.colours.toggle(one.key)}
            >
              <Told {...{ attribute, one }} isChosen={one.key === chosen} />
              <Count of={one} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** No line for those without a value where all have one. */
function isThere({ key, count }: ColourClass): boolean {
  return key !== "~none" || count !== 0;
}

interface ToldProps {
  readonly attribute: CityAttribute;
  readonly one: ColourClass;
  readonly isChosen: boolean;
}

/** A class: its colour, its words, and whether the chosen thing is in it. */
function Told({ attribute, one, isChosen }: ToldProps) {
  return (
    <>
      <span class="colour-swatch" aria-hidden="true" style={{ "--swatch": one.color }} />
      <span class="colour-name">
        {sayClass(attribute, one)}
        <Code of={one.category} />
      </span>
      {isChosen && (
        <span class="colour-chosen" title={say("colours.chosen")}>
          <Icon of={MapPin} />
          <span class="unseen">{say("colours.chosen")}</span>
        </span>
      )}
    </>
  );
}

/** The code that a value stands for, where the value is not the code. */
function Code({ of }: { of: CityCategory | undefined }) {
  if (of?.code === undefined || of.code === of.value) return null;
  return <small> {of.code}</small>;
}

function Count({ of: { count, isAbout } }: { of: ColourClass }) {
  if (count === undefined) return null;
  const text = formatNumber(count, { digits: 0 });
  return <span class="colour-count">{isAbout ? say("colours.about", { count }) : text}</span>;
}

/** The class of the chosen thing, where it is of a layer that has the attribute. */
function chosenClass({ attribute, codeOf, classOf, classes }: ColourPlan, room: Room) {
  const selected = room.selection.current.value;
  if (selected?.type !== "building") return undefined;
  const told = room.colours.tells(attribute, selected.layer);
  return told ? classes[classOf(codeOf(selected.properties.get(attribute.id)))]?.key : undefined;
}
