import { CloudRain, type IconNode, MapPin, RadioOff, TriangleAlert, Truck, Wind } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isProblem } from "../../../shared/problem.ts";
import type { Incident, IncidentType, Simulation } from "../../../shared/simulation.ts";
import { fetchJson } from "../../ui/fetch-json.ts";
import { Fold } from "../../ui/fold.tsx";
import { formatTime } from "../../ui/format-time.ts";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { announce } from "../../ui/live-region.tsx";
import { Switch } from "../../ui/switch.tsx";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import { orderIncidents } from "../order-incidents.ts";
import type { Room } from "../room.ts";

const ICONS: Readonly<Record<IncidentType, IconNode>> = {
  "stalled-truck": Truck,
  "silent-sensor": RadioOff,
  "diverted-drone": Wind,
  "heavy-rain": CloudRain,
};

export interface IncidentListProps {
  readonly simulation: Simulation;
  readonly room: Room;
}

/** What is on the programme: what happens now and next, each to be seen and to be switched. */
export function IncidentList({ simulation, room }: IncidentListProps) {
  const [fault, setFault] = useState<string | undefined>(undefined);
  const { next, past } = orderIncidents(simulation.incidents, simulation.time);
  const row = (incident: Incident) => (
    <IncidentRow key={incident.id} incident={incident} room={room}>
      <IncidentSwitch incident={incident} room={room} onFault={setFault} />
    </IncidentRow>
  );
  // What is over cannot be kept from happening any more.
  const pastRow = (incident: Incident) => (
    <IncidentRow key={incident.id} incident={incident} room={room} />
  );
  return (
    <section class="incidents" aria-labelledby="incidents-title">
      <h3 id="incidents-title">{say("simulation.incidents")}</h3>
      {fault !== undefined && (
        <p class="incident-fault" role="alert">
          <Icon of={TriangleAlert} />
          {say("simulation.switch-failed", { message: fault })}
        </p>
      )}
      {next.length === 0 && past.length === 0 && (
        <p class="quiet">{say("simulation.no-incidents")}</p>
      )}
      <ul>{next.map(row)}</ul>
      {past.length > 0 && (
        <Fold title={say("simulation.past")}>{() => <ul>{past.map(pastRow)}</ul>}</Fold>
      )}
    </section>
  );
}

interface IncidentRowProps {
  readonly incident: Incident;
  readonly room: Room;
  readonly children?: ComponentChildren;
}

function IncidentRow({ incident, room, children }: IncidentRowProps) {
  const { type, state, from, to } = incident;
  const title = incident.title[language.value];
  return (
    <li class={`incident ${state}`}>
      <Icon of={ICONS[type]} class="incident-icon" />
      <div class="incident-told">
        <p class="incident-title">{title}</p>
        <p class="quiet">
          <span class="incident-state">{say(`incident.${state}`)}</span>
          {" · "}
          {clock(from)}–{clock(to)}
        </p>
      </div>
      <ShowIncident incident={incident} title={title} room={room} />
      {children}
    </li>
  );
}

interface IncidentSwitchProps {
  readonly incident: Incident;
  readonly room: Room;
  readonly onFault: (message: string | undefined) => void;
}

function IncidentSwitch({ incident, room, onFault }: IncidentSwitchProps) {
  const { id, enabled } = incident;
  const title = incident.title[language.value];
  const [asked, setAsked] = useState<boolean | undefined>(undefined);
  const change = async (on: boolean) => {
    setAsked(on);
    const answer = await fetchJson(`/api/simulation/incidents/${encodeURIComponent(id)}`, {
      enabled: on,
    });
    const message = isProblem(answer) ? answer.message : undefined;
    onFault(message);
    if (message !== undefined) {
      announce(say("simulation.switch-failed", { message }));
      setAsked(undefined);
    }
    room.simulation.hurry();
  };
  // It stays where it was put until the server has told how it stands.
  useEffect(() => setAsked(undefined), [incident]);
  return (
    <Switch
      label={say("simulation.enabled", { title })}
      on={asked ?? enabled}
      onChange={(on) => void change(on)}
    />
  );
}

/** Flies to where it is; what it befalls is chosen, as long as it does. */
function ShowIncident(props: { incident: Incident; title: string; room: Room }) {
  const { incident, title, room } = props;
  const { at, state } = incident;
  const scene = room.scene.value;
  const entity = state === "active" ? incident.entity : undefined;
  const canFly = at !== undefined && scene !== undefined;
  if (!canFly && entity === undefined) return null;
  const show = () => {
    if (entity !== undefined) room.selection.select({ type: "entity", id: entity });
    if (canFly) scene.flyTo(at);
    else if (entity !== undefined) scene?.flyToEntity(entity);
  };
  return (
    <IconButton
      small
      icon={MapPin}
      label={say("simulation.show-where", { title })}
      onClick={show}
    />
  );
}

/** Hours and minutes in the city's zone. */
function clock(at: number): string {
  return formatTime(at, "clock").slice(0, 5);
}
