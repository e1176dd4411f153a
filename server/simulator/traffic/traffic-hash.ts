import type { Buses } from "./buses.ts";
import type { Fleet } from "./fleet.ts";

/** A short text over the state of all vehicles. Source: FNV-1a, over 32-bit words. */
export function stateHash(fleet: Fleet, buses: Buses): string {
  let hash = 0x811c9dc5;
  const columns = [
    ...[fleet.state, fleet.strip, fleet.at, fleet.speed, fleet.edge, fleet.next, fleet.turn],
    ...[fleet.granted, fleet.passing, fleet.row, fleet.park, fleet.slot, fleet.drive],
    ...[fleet.patience, buses.passengers, buses.delay],
  ];
  for (const column of columns) {
    const whole = column.byteLength - (column.byteLength % 4);
    const words = new Int32Array(column.buffer, column.byteOffset, whole / 4);
    for (let i = 0; i < words.length; i++) {
      hash = Math.imul(hash ^ (words[i] as number), 0x01000193);
    }
    for (let i = whole; i < column.byteLength; i++) {
      hash = Math.imul(hash ^ Number((column as Uint8Array)[i]), 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
