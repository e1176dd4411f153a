import type { Simulation } from "../../../shared/simulation.ts";
import { everySecond } from "../../ui/beat.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { formatTime } from "../../ui/format-time.ts";
import { say } from "../../ui/words/say.ts";
import { sayWeather } from "../say-weather.ts";
import { simulationTime } from "../simulation-time.ts";

/** Words for what our own simulator moves, in the order in which they are told. */
const MOVED = ["vehicles", "buses", "trains", "drones", "sensors"] as const;
/** Seconds that it may be late and still hold its pace: no step is ever left out. */
const BEHIND = 1;

export interface SimulationFactsProps {
  readonly simulation: Simulation;
  readonly askedAt: number;
}

/** Its time, weather, what moves, and whether it holds its pace. */
export function SimulationFacts({ simulation, askedAt }: SimulationFactsProps) {
  everySecond.value;
  const { weather, speed, scale, seed } = simulation;
  return (
    <dl class="facts simulation-facts">
      <dt>{say("simulation.time")}</dt>
      <dd>
        {formatTime(simulationTime(simulation, askedAt), "clock")}
        {speed !== 1 && <span class="quiet"> {say("simulation.speed", { speed })}</span>}
      </dd>
      <dt>{say("simulation.weather")}</dt>
      <dd>{sayWeather(weather)}</dd>
      <dt>{say("simulation.moves")}</dt>
      <dd>{moved(simulation)}</dd>
      <dt>{say("simulation.pace")}</dt>
      <dd>
        <Pace pace={simulation.pace} />
      </dd>
      {scale !== 1 && (
        <>
          <dt>{say("simulation.scale")}</dt>
          <dd>{formatNumber(scale)}</dd>
        </>
      )}
      <dt>{say("simulation.seed")}</dt>
      <dd class="code">{seed}</dd>
    </dl>
  );
}

function Pace({ pace }: Pick<Simulation, "pace">) {
  const { wanted, reached, load, behind } = pace;
  const isHeld = behind < BEHIND;
  const steps = {
    reached: formatNumber(reached, { digits: 1 }),
    wanted: formatNumber(wanted, { digits: 0 }),
  };
  return (
    <>
      <span class={isHeld ? "" : "pace-lost"}>{say("simulation.pace-held", steps)}</span>
      {!isHeld && (
        <span class="pace-lost">
          {" · "}
          {say("simulation.pace-behind", { seconds: Math.round(behind) })}
        </span>
      )}
      <span class="quiet"> · {say("simulation.pace-load", { load: Math.round(load * 100) })}</span>
    </>
  );
}

/** How many of each, in words where we have them. */
function moved({ entities }: Simulation): string {
  const known = MOVED.flatMap((name) => {
    const count = entities[name];
    return count === undefined || count === 0 ? [] : [say(`moved.${name}`, { count })];
  });
  const others = Object.entries(entities).filter(([name]) => !MOVED.some((each) => each === name));
  return [...known, ...others.map(([name, count]) => `${formatNumber(count)} ${name}`)].join(" · ");
}
