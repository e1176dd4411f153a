import type { KeptObservation } from "../../../../shared/history.ts";
import { csvCell } from "./csv-cell.ts";
import type { Writer } from "./write-in-parts.ts";

const FIELDS = [
  ...["id", "kind", "name", "source", "provenance", "observedAt", "receivedAt"],
  ...["longitude", "latitude", "height", "headingDegrees", "speed"],
];

/** CSV (RFC 4180) with a header; each value that was asked for has a column `values.NAME`. */
export function csvWriter(valueNames: readonly string[]): Writer {
  const header = [...FIELDS, ...valueNames.map((name) => `values.${name}`)].map(text);
  return {
    head: `${header.join(",")}\r\n`,
    row: (observation) => `${rowOf(observation, valueNames).join(",")}\r\n`,
    between: "",
    tail: "",
  };
}

function rowOf(observation: KeptObservation, valueNames: readonly string[]): string[] {
  const { position, motion, values } = observation;
  return [
    text(observation.id),
    observation.kind,
    text(observation.name),
    text(observation.source),
    observation.provenance,
    observation.observedAt,
    observation.receivedAt,
    number(position?.longitude),
    number(position?.latitude),
    number(position?.height),
    number(motion?.headingDegrees),
    number(motion?.speed),
    ...valueNames.map((name) =>
      values !== undefined && Object.hasOwn(values, name) ? number(values[name]) : "",
    ),
  ];
}

function number(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}

function text(value: string | undefined): string {
  return value === undefined ? "" : csvCell(value);
}
