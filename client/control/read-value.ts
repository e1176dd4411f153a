import { DRONE_PHASES } from "../../shared/drone-phase.ts";
import type { Provenance } from "../../shared/entity.ts";
import { formatNumber } from "../ui/format-number.ts";
import { say } from "../ui/words/say.ts";
import { readValueName } from "./read-value-name.ts";

/** A value as a person reads it. */
export interface ReadValue {
  readonly label: string;
  readonly text: string;
  readonly unit: string;
}

/** Parts of a whole, from 0 to 1, which are told as percentages. */
const PARTS: ReadonlySet<string> = new Set(["occupancy", "battery"]);

/** Names, units, parts and switches in words: `occupancy` 0.4 is "Occupancy 40 %", `on` 1 is "Lamp on". */
export function readValue(name: string, value: number, provenance: Provenance): ReadValue {
  const { label, unit } = readValueName(name);
  if (isPart(name, value)) {
    return { label, text: formatNumber(value * 100, { digits: 0 }), unit: "%" };
  }
  const word = wordOf(name, value, provenance);
  if (word !== undefined) return { label, text: word, unit: "" };
  return { label, text: formatNumber(value), unit };
}

/** Whether a value is told as a percentage. */
export function isPart(name: string, value: number): boolean {
  return PARTS.has(name) && value >= 0 && value <= 1.5;
}

function wordOf(name: string, value: number, provenance: Provenance): string | undefined {
  // Numbers for states mean what they mean to who sends them: only our own are known.
  if (provenance !== "simulated") return undefined;
  if ((name === "on" || name === "hired") && isSwitch(value))
    return say(value === 1 ? "value.on" : "value.off");
  if (name === "doorsOpen" && isSwitch(value))
    return say(value === 1 ? "value.open" : "value.closed");
  const phase = name === "phase" ? DRONE_PHASES[value] : undefined;
  return phase === undefined ? undefined : say(`flight.${phase}`);
}

function isSwitch(value: number): boolean {
  return value === 0 || value === 1;
}
