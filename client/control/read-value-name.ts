import { sayValueName } from "../ui/words/say-value-name.ts";

/** Units that a value's name can end in, and how they are written. */
const UNITS: readonly (readonly [suffix: string, unit: string])[] = [
  ["MicrogramsPerCubicMetre", "µg/m³"],
  ["MillimetresPerHour", "mm/h"],
  ["KilometresPerHour", "km/h"],
  ["PartsPerMillion", "ppm"],
  ["PartsPerBillion", "ppb"],
  ["Millimetres", "mm"],
  ["Centimetres", "cm"],
  ["Kilometres", "km"],
  ["Hectopascals", "hPa"],
  ["Kilowatts", "kW"],
  ["Decibels", "dB"],
  ["Celsius", "°C"],
  ["PerMinute", "/min"],
  ["Percent", "%"],
  ["Degrees", "°"],
  ["Minutes", "min"],
  ["Hours", "h"],
];
/** Units of values whose names do not tell them, as SI units need not be told. */
const UNTOLD: Readonly<Record<string, string>> = {
  delay: "s",
  payload: "kg",
  altitudeAboveGround: "m",
  riverLevel: "m",
};

/** A value's name in words and its unit: `temperatureCelsius` is "Temperature" in °C. */
export function readValueName(name: string): { readonly label: string; readonly unit: string } {
  const [suffix, told] = UNITS.find(([end]) => name.endsWith(end) && name !== end) ?? ["", ""];
  const stem = name.slice(0, name.length - suffix.length);
  const unit = told === "" && Object.hasOwn(UNTOLD, name) ? (UNTOLD[name] ?? "") : told;
  const known = sayValueName(stem);
  if (known !== undefined) return { label: known, unit };
  const words = stem
    .replace(/[_.:-]+/g, " ")
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .trim()
    .replace(/(^| )(\p{Lu})(?=\p{Ll})/gu, (all) => all.toLowerCase());
  const label = words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
  return { label, unit };
}
