import { Building as BuildingIcon } from "lucide";
import { useEffect, useMemo } from "preact/hooks";
import { BUILDING_USES } from "../../../shared/building-use.ts";
import type { Selected } from "../../twin/selection.ts";
import { Fold } from "../../ui/fold.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import { announce } from "../../ui/live-region.tsx";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import { sayAttribute } from "../../ui/words/say-attribute.ts";
import { AreaFacts } from "../finding/area-facts.tsx";
import { Coordinates } from "../finding/coordinates.tsx";
import { FlyButton } from "../finding/fly-button.tsx";
import { NearEntities } from "../finding/near-entities.tsx";
import {
  type Branch,
  type Building,
  type Leaf,
  plainName,
  readBuilding,
} from "../read-building.ts";
import type { Room } from "../room.ts";
import { CityModel } from "./city-model.tsx";
import { ClearButton } from "./clear-button.tsx";
import { Hazards } from "./hazards.tsx";

/** Facts that are amounts without a unit. */
const COUNTS: ReadonlySet<string> = new Set(["people", "floors"]);

export interface BuildingInspectorProps {
  readonly building: Extract<Selected, { type: "building" }>;
  readonly room: Room;
}

/** The selected building: what the city model says of it. */
export function BuildingInspector({ building: selected, room }: BuildingInspectorProps) {
  const { properties, position } = selected;
  const building = useMemo(() => readBuilding(properties), [properties]);
  const { facts, hazards, attributes } = building;
  const name = nameOf(building);
  useEffect(() => announce(say("inspector.said", { name })), [name]);
  return (
    <div class="building">
      <div class="entity-head">
        <Icon of={BuildingIcon} class="large" />
        <h3>{name}</h3>
      </div>
      <div class="entity-actions">
        {position !== undefined && <FlyButton position={position} room={room} />}
        <ClearButton room={room} />
      </div>
      <dl class="facts">
        <CityModel room={room} />
        {facts.map(({ key, value, unit }) => (
          <Fact key={key} name={key} value={value} unit={unit} />
        ))}
        {position !== undefined && (
          <>
            <AreaFacts position={position} room={room} />
            <Coordinates position={position} />
          </>
        )}
      </dl>
      {hazards.length > 0 && <Hazards hazards={hazards} />}
      {attributes.length > 0 ? (
        <Fold title={say("building.attributes")} open={facts.length === 0}>
          {() => <Attributes of={attributes} />}
        </Fold>
      ) : (
        <p class="quiet">{say("building.none")}</p>
      )}
      {position !== undefined && <NearEntities position={position} room={room} />}
    </div>
  );
}

/** In the page's language where it has a name in it; what it is used for where it has none. */
function nameOf({ name, nameJa, facts }: Building): string {
  const told = language.value === "ja" ? (nameJa ?? name) : (name ?? nameJa);
  const use = facts.find(({ key }) => key === "use");
  return told ?? (use && sayUse(use.value)) ?? say("building.unnamed");
}

/** A use in words; undefined where it is not one of ours. */
function sayUse(use: Leaf): string | undefined {
  const known = BUILDING_USES.find((each) => each === use);
  return known && say(`use.${known}`);
}

function Fact({ name, value, unit }: { name: string; value: Leaf; unit: string | undefined }) {
  const word = plainName(name) === "use" ? sayUse(value) : undefined;
  return (
    <>
      <dt title={name === plainName(name) ? undefined : name}>
        {sayAttribute(plainName(name)) ?? name}
      </dt>
      <dd>
        {word ?? told(value, unit !== undefined || COUNTS.has(plainName(name)))}
        {unit !== undefined && (
          <span class="unit"> {unit === "hour" ? say("unit.hour") : unit}</span>
        )}
      </dd>
    </>
  );
}

/** Numbers as the language writes them, where they are amounts and not years or codes. */
function told(value: Leaf, isAmount: boolean): string {
  return typeof value === "number" && isAmount ? formatNumber(value) : String(value);
}

/** Names and values, then the parts inside, each to be opened. */
function Attributes({ of }: { of: Branch }) {
  const leaves = of.flatMap((twig) => ("value" in twig ? [twig] : []));
  const parts = of.flatMap((twig) => ("branch" in twig ? [twig] : []));
  return (
    <div class="attributes">
      <dl class="facts">
        {leaves.map(({ name, value, unit }, place) => (
          <Fact key={`${name} ${place}`} name={name} value={value} unit={unit} />
        ))}
      </dl>
      {parts.map(({ name, branch }, place) => (
        <Fold key={`${name} ${place}`} title={sayAttribute(plainName(name)) ?? name}>
          {() => <Attributes of={branch} />}
        </Fold>
      ))}
    </div>
  );
}
