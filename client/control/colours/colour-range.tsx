import { useId } from "preact/hooks";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { type ColourPlan, isOrdered } from "./colour-plan.ts";
import { sayNumber } from "./say-class.ts";

/** Parts that the way from least to greatest is cut into. */
const PARTS = 100;

/** Shows only the numbers of a range: a slider for either end. */
export function ColourRange({ plan, room }: { plan: ColourPlan; room: Room }) {
  const { attribute, choice } = plan;
  const { range } = attribute;
  if (range === undefined || !isOrdered(attribute) || range[0] >= range[1]) return null;
  const [least, most] = limits(range);
  const [from, to] = choice.range ?? [least, most];
  const set = (nextFrom: number, nextTo: number) =>
    room.colours.within(
      nextFrom <= least && nextTo >= most ? undefined : [nextFrom, Math.max(nextFrom, nextTo)],
    );
  const step = stepOf(range);
  const told = (value: number) => sayNumber(attribute, value);
  return (
    <fieldset
      class="colour-range"
      aria-label={say("colours.range", { from: told(from), to: told(to) })}
    >
      <End
        {...{ label: say("colours.least"), value: from, told, least, most, step }}
        onSet={(value) => set(Math.min(value, to), to)}
      />
      <End
        {...{ label: say("colours.most"), value: to, told, least, most, step }}
        onSet={(value) => set(from, Math.max(value, from))}
      />
    </fieldset>
  );
}

interface EndProps {
  readonly label: string;
  readonly value: number;
  readonly told: (value: number) => string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly onSet: (value: number) => void;
}

function End({ label, value, told, least, most, step, onSet }: EndProps) {
  const id = useId();
  return (
    <div class="colour-end">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        {...{ min: least, max: most, step, value }}
        aria-valuetext={told(value)}
        onInput={(event) => onSet(Number(event.currentTarget.value))}
      />
      <output for={id}>{told(value)}</output>
    </div>
  );
}

/** A round number, and of whole numbers never less than one. */
function stepOf([least, most]: readonly [number, number]): number {
  const wanted = (most - least) / PARTS;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = ([1, 2, 5, 10].find((each) => each * power >= wanted) ?? 10) * power;
  const isWhole = Number.isInteger(least) && Number.isInteger(most);
  return isWhole ? Math.max(1, step) : step;
}

/** The range, out to whole steps. */
function limits(range: readonly [number, number]): readonly [number, number] {
  const step = stepOf(range);
  const round = (value: number) => Number((value * step).toPrecision(12));
  return [round(Math.floor(range[0] / step + 1e-9)), round(Math.ceil(range[1] / step - 1e-9))];
}
