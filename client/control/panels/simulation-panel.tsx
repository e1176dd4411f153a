import { FlaskConical } from "lucide";
import type { Simulation } from "../../../shared/simulation.ts";
import { everySecond } from "../../ui/beat.ts";
import { Command } from "../../ui/command.tsx";
import { formatAge } from "../../ui/format-age.ts";
import type { PanelParts } from "../../ui/panel.tsx";
import type { Polled } from "../../ui/poll.ts";
import { ProvenanceLabel } from "../../ui/provenance-label.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { IncidentList } from "./incident-list.tsx";
import { SimulationFacts } from "./simulation-facts.tsx";

/** The invented life of the city: how it runs, and what is on its programme. */
export function simulationPanel(room: Room): PanelParts {
  return {
    id: "simulation",
    icon: FlaskConical,
    title: say("simulation.title"),
    body: () => <SimulationBody room={room} />,
  };
}

function SimulationBody({ room }: { room: Room }) {
  const polled = room.simulation.current.value;
  if (polled.state === "loading") return <Skeleton />;
  if (polled.state === "failed") {
    // A server without a simulator has nothing at that address.
    if (polled.problem.status === 404) return <Off />;
    return (
      <State as="error" title={say("simulation.unreachable")}>
        <p>{polled.problem.message}</p>
      </State>
    );
  }
  return (
    <>
      {polled.state === "old" && <Old polled={polled} />}
      <Told simulation={polled.data} askedAt={polled.at} room={room} />
    </>
  );
}

interface ToldProps {
  readonly simulation: Simulation;
  /** When the server said so, by our clock. */
  readonly askedAt: number;
  readonly room: Room;
}

function Told({ simulation, askedAt, room }: ToldProps) {
  const { state, note } = simulation;
  if (state === "off") return <Off note={note} />;
  if (state === "failed") {
    return (
      <State as="error" title={say("simulation.failed")}>
        {note !== undefined && <p lang="en">{note}</p>}
      </State>
    );
  }
  return (
    <>
      <p class="simulation-head">
        <ProvenanceLabel of="simulated" />
        <span>{say(`simulation.${state}`)}</span>
      </p>
      <p class="quiet simulation-note">
        {say(state === "starting" ? "simulation.starting-how" : "simulation.invented")}
      </p>
      {state === "running" && note !== undefined && (
        <State as="attention" banner title={say("simulation.note")}>
          <p lang="en">{note}</p>
        </State>
      )}
      {/* Before it has read the city, it has neither a time nor a weather. */}
      {simulation.time > 0 && (
        <>
          <SimulationFacts simulation={simulation} askedAt={askedAt} />
          <IncidentList simulation={simulation} room={room} />
        </>
      )}
    </>
  );
}

function Off({ note }: { note?: string | undefined }) {
  return (
    <State as="empty" title={say("simulation.off")}>
      {note !== undefined && note !== "" && <p lang="en">{note}</p>}
      <p>{say("simulation.off-how")}</p>
      <Command text="npm start" />
    </State>
  );
}

function Old({ polled }: { polled: Extract<Polled<Simulation>, { state: "old" }> }) {
  const age = formatAge((everySecond.value - polled.at) / 1_000);
  const { message } = polled.problem;
  return <State as="attention" banner title={say("simulation.old", { age, message })} />;
}
