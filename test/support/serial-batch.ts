import type { Accepted } from "../../shared/observation.ts";

const START = Date.UTC(2026, 10, 23);

/** Statements that can be told apart: number `first` and on of a run. */
export function serialBatch(run: number, first: number, count: number): Accepted[] {
  return Array.from({ length: count }, (_, i) => {
    const serial = first + i;
    return {
      observation: {
        entity: { id: `run:${run}:${serial % 100}`, kind: "vehicle" },
        observedAt: START + serial,
        // Digits that no compressor makes short, so that batches fill pages.
        position: {
          longitude: 139 + Math.sin(serial),
          latitude: 35 + Math.cos(serial),
          height: run,
        },
        values: new Map([["serial", serial]]),
      },
      receivedAt: START + serial,
      provenance: "live",
      source: `run ${run}`,
    };
  });
}

/** Run and serial of such a statement. */
export function serialOf({ observation }: Accepted): { run: number; serial: number } {
  return {
    run: observation.position?.height ?? -1,
    serial: observation.values?.get("serial") ?? -1,
  };
}
