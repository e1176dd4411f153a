import type { Position } from "../../../shared/observation.ts";

/** Longitude before latitude, to a decimetre: 137.600123, 34.550012. */
export function formatDecimal({ longitude, latitude }: Position): string {
  return `${minus(longitude.toFixed(6))}, ${minus(latitude.toFixed(6))}`;
}

/** Degrees, minutes and seconds, to some centimetres: 137°36′00.44″E 34°33′00.04″N. */
export function formatSexagesimal({ longitude, latitude }: Position): string {
  const east = `${sexagesimal(longitude)}${longitude < 0 ? "W" : "E"}`;
  return `${east} ${sexagesimal(latitude)}${latitude < 0 ? "S" : "N"}`;
}

function sexagesimal(degrees: number): string {
  // Hundredths of a second, rounded once, so that no minute ever has sixty seconds.
  const all = Math.round(Math.abs(degrees) * 360_000);
  const seconds = ((all % 6_000) / 100).toFixed(2).padStart(5, "0");
  const minutes = String(Math.floor(all / 6_000) % 60).padStart(2, "0");
  return `${Math.floor(all / 360_000)}°${minutes}′${seconds}″`;
}

/** A zero has no sign. */
function minus(text: string): string {
  return /[1-9]/.test(text) ? text : text.replace("-", "");
}
