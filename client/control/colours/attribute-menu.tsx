import { useId, useState } from "preact/hooks";
import type { CityAttribute } from "../../../shared/city.ts";
import { foldText } from "../../../shared/fold-text.ts";
import { announce } from "../../ui/live-region.tsx";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { sayAttributeName } from "./say-class.ts";

const OWN = "~own";
const USE = "~use";
/** Attributes from which on a field narrows the list. */
const MANY = 12;

/** The list of what the city can be coloured by, by group, with a field that narrows it where it is long. */
export function AttributeMenu({ room }: { room: Room }) {
  const { colours } = room;
  const [typed, setTyped] = useState("");
  const [fieldId, menuId] = [useId(), useId()];
  const all = colours.attributes.value;
  const isMany = all.length > MANY;
  const found = isMany ? all.filter((each) => isCalled(each, typed)) : all;
  const chosen = colours.plan.value?.attribute;
  // What is chosen stays in the list, or the list would say something else.
  const listed = chosen === undefined || found.includes(chosen) ? found : [chosen, ...found];
  const value = chosen?.id ?? (room.buildings.value === "use" ? USE : OWN);
  return (
    <div class="colour-menu">
      {isMany && (
        <>
          <label for={fieldId}>{say("colours.narrow")}</label>
          <input
            id={fieldId}
            type="search"
            class="text-field"
            autocomplete="off"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <p class="quiet" role="status">
            {found.length === 0
              ? say("colours.none-such")
              : say("colours.narrowed", { count: found.length })}
          </p>
        </>
      )}
      <label for={menuId}>{say("colours.by")}</label>
      <select
        id={menuId}
        class="text-field"
        value={value}
        onChange={(event) => choose(room, event.currentTarget.value)}
      >
        <option value={OWN}>{say("colours.own")}</option>
        <option value={USE}>{say("colours.use")}</option>
        {byGroup(listed, room).map(([group, attributes]) => (
          <optgroup key={group} label={group}>
            {attributes.map((each) => (
              <option key={each.id} value={each.id}>
                {toldApart(each, attributes)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

/** Its label; where another of its group has the same, with the name that its source gives it. */
function toldApart(attribute: CityAttribute, among: readonly CityAttribute[]): string {
  const label = attribute.label[language.value];
  const same = among.filter((each) => each.label[language.value] === label);
  return same.length > 1 ? `${label} (${attribute.path.split("/").at(-1)})` : label;
}

function choose(room: Room, value: string): void {
  const attribute = room.colours.attributes.peek().find(({ id }) => id === value);
  room.buildings.value = value === USE ? "use" : "plaster";
  room.colours.choose(attribute?.id);
  if (attribute !== undefined) announce(say("colours.said", { name: sayAttributeName(attribute) }));
}

function isCalled(attribute: CityAttribute, typed: string): boolean {
  const wanted = foldText(typed);
  const { label, group, path } = attribute;
  return [label.en, label.ja, group?.en, group?.ja, path].some(
    (text) => text !== undefined && foldText(text).includes(wanted),
  );
}

/** In the order in which they come; those of no group first, last those that would show little. */
function byGroup(
  attributes: readonly CityAttribute[],
  { colours }: Room,
): (readonly [string, CityAttribute[]])[] {
  const groups = new Map<string, CityAttribute[]>();
  const [general, rest] = [say("colours.general"), say("colours.rest")];
  for (const attribute of attributes) {
    const own = attribute.group?.[language.value] ?? general;
    const name = colours.isTelling(attribute) ? own : rest;
    groups.set(name, [...(groups.get(name) ?? []), attribute]);
  }
  const place = (name: string) => (name === general ? 0 : name === rest ? 2 : 1);
  return [...groups].sort(([a], [b]) => place(a) - place(b));
}
