import { Building as BuildingIcon, Palette } from "lucide";
import { useEffect, useId, useMemo, useState } from "preact/hooks";
import type { City, CityLayer } from "../../../shared/city.ts";
import { foldText } from "../../../shared/fold-text.ts";
import type { Selected } from "../../twin/selection.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Fold } from "../../ui/fold.tsx";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { announce } from "../../ui/live-region.tsx";
import { language } from "../../ui/words/language.ts";
import { languageOf } from "../../ui/words/language-of.ts";
import { say } from "../../ui/words/say.ts";
import { AreaFacts } from "../finding/area-facts.tsx";
import { Coordinates } from "../finding/coordinates.tsx";
import { FlyButton } from "../finding/fly-button.tsx";
import { NearEntities } from "../finding/near-entities.tsx";
import { LAYER_ICONS } from "../layers/layer-icons.ts";
import { layerKey } from "../layers/layer-key.ts";
import { sayLayer } from "../layers/say-layer.ts";
import { CityModel } from "../panels/city-model.tsx";
import { ClearButton } from "../panels/clear-button.tsx";
import { Hazards } from "../panels/hazards.tsx";
import type { Room } from "../room.ts";
import { type FeatureFact, type FeatureFacts, featureFacts } from "./feature-facts.ts";
import { codeOf, sayFact, sayFactName } from "./say-fact.ts";
import { typeWords } from "./type-words.ts";

/** Facts from which on there is a field to find one among them. */
const MANY = 14;
/** Facts that stand before the groups are opened. */
const OPEN_GROUPS = 3;

export interface FeatureInspectorProps {
  readonly selected: Extract<Selected, { type: "building" }>;
  readonly city: City;
  readonly room: Room;
}

/** The selected thing of a city that tells of its attributes: what it is, and all that is said of it. */
export function FeatureInspector({ selected, city, room }: FeatureInspectorProps) {
  const { position } = selected;
  const found = room.scene.value?.found.value;
  const properties =
    found !== undefined && found.id === selected.id ? found.properties : selected.properties;
  const layer = city.layers?.find((each) => layerKey(each) === selected.layer);
  const facts = useMemo(
    () => featureFacts(properties, city.attributes ?? []),
    [properties, city.attributes],
  );
  const name = nameOf(facts, layer);
  useEffect(() => announce(say("inspector.said", { name })), [name]);
  return (
    <div class="building feature">
      <div class="entity-head">
        <Icon of={layer === undefined ? BuildingIcon : LAYER_ICONS[layer.role]} class="large" />
        <div>
          <h3 lang={languageOf(name)}>{name}</h3>
          {layer !== undefined && <p class="quiet">{sayLayer(layer)}</p>}
        </div>
      </div>
      <div class="entity-actions">
        {position !== undefined && <FlyButton position={position} room={room} />}
        <ClearButton room={room} />
      </div>
      <FactList facts={facts} room={room} />
      {facts.hazards.length > 0 && <Hazards hazards={facts.hazards} />}
      <dl class="facts">
        {facts.id !== undefined && (
          <>
            <dt>{say("inspector.id")}</dt>
            <dd class="with-copy">
              <span class="code">{facts.id}</span>
              <CopyButton text={facts.id} what={say("inspector.id")} />
            </dd>
          </>
        )}
        {position !== undefined && (
          <>
            <AreaFacts position={position} room={room} />
            <Coordinates position={position} />
          </>
        )}
        <CityModel room={room} />
      </dl>
      {position !== undefined && <NearEntities position={position} room={room} />}
    </div>
  );
}

/** Its name; what it is used for where it has none and its source says that in words; or else what kind of thing it is. */
function nameOf({ name, nameJa, facts }: FeatureFacts, layer: CityLayer | undefined): string {
  const told = language.value === "ja" ? (nameJa ?? name) : (name ?? nameJa);
  const main = facts.find(
    ({ attribute, value }) =>
      /^(usage|use|function|class)$/.test(attribute?.path ?? "") && !isCode(value),
  );
  if (told !== undefined) return told;
  if (main !== undefined) return sayFact(main);
  const type = facts.find(({ id }) => id === "class")?.value;
  // Of open maps it is `highway=path`, which is no word.
  if (typeof type === "string" && !type.includes("=")) return typeWords(type)[language.value];
  return layer === undefined ? say("building.unnamed") : sayLayer(layer);
}

/** Whether it is a bare code of a list that nobody had: a name for nobody. */
function isCode(value: FeatureFact["value"]): boolean {
  return typeof value !== "string" || /^[\d_-]+$/.test(value);
}

/** All that is said of it: what stands by itself first, then group by group; with a field where it is much. */
function FactList({ facts: { facts, groups, count }, room }: { facts: FeatureFacts; room: Room }) {
  const [typed, setTyped] = useState("");
  const id = useId();
  if (count === 0) return <p class="quiet">{say("building.none")}</p>;
  const wanted = foldText(typed);
  const find = (all: readonly FeatureFact[]) =>
    wanted === "" ? all : all.filter((fact) => isIn(fact, wanted));
  const found = find(facts);
  const foundGroups = groups
    .map(({ group, facts: all }) => {
      const title = group[language.value];
      return { title, all: foldText(title).includes(wanted) ? all : find(all) };
    })
    .filter(({ all }) => all.length > 0);
  return (
    <div class="feature-facts">
      {count > MANY && (
        <>
          <label class="quiet" for={id}>
            {say("model.find")}
          </label>
          <input
            id={id}
            type="search"
            class="text-field"
            autocomplete="off"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </>
      )}
      {found.length === 0 && foundGroups.length === 0 && (
        <p class="quiet" role="status">
          {say("model.find-none")}
        </p>
      )}
      <Facts of={found} room={room} />
      {foundGroups.map(({ title, all }) => (
        <Fold
          key={`${title} ${wanted === ""}`}
          title={<span lang={languageOf(title)}>{title}</span>}
          open={wanted !== "" || groups.length <= OPEN_GROUPS}
        >
          {() => <Facts of={all} room={room} />}
        </Fold>
      ))}
    </div>
  );
}

function isIn(fact: FeatureFact, wanted: string): boolean {
  return [sayFactName(fact), sayFact(fact), fact.attribute?.path ?? fact.id].some((text) =>
    foldText(text).includes(wanted),
  );
}

function Facts({ of, room }: { of: readonly FeatureFact[]; room: Room }) {
  if (of.length === 0) return null;
  return (
    <dl class="facts">
      {of.map((fact) => (
        <Fact key={fact.id} fact={fact} room={room} />
      ))}
    </dl>
  );
}

function Fact({ fact, room }: { fact: FeatureFact; room: Room }) {
  const { attribute } = fact;
  const { colours } = room;
  const name = sayFactName(fact);
  const text = sayFact(fact);
  const code = codeOf(fact);
  const isColourable = attribute !== undefined && colours.attributes.value.includes(attribute);
  return (
    <>
      <dt title={attribute?.path ?? fact.id}>{name}</dt>
      <dd class="fact-value">
        <span lang={languageOf(text)}>{text}</span>
        {code !== undefined && (
          <small class="quiet" title={say("model.code", { code })}>
            {code}
          </small>
        )}
        {isColourable && (
          <IconButton
            small
            icon={Palette}
            label={say("model.colour-by", { name })}
            pressed={colours.plan.value?.attribute === attribute}
            onClick={() => {
              const isOn = colours.plan.peek()?.attribute === attribute;
              room.buildings.value = "plaster";
              colours.choose(isOn ? undefined : attribute.id);
            }}
          />
        )}
      </dd>
    </>
  );
}
