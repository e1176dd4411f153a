import { formatNumber } from "../../ui/format-number.ts";

/** A number with its unit, for people: as it is said and copied. */
export type Measured = string;

const SPACE = "\u00a0";

/** Metres, or kilometres from one on: 84.2 m, 1.204 km. */
export function formatLength(metres: number): Measured {
  const size = Math.abs(metres);
  if (size < 999.95) return `${signed(metres, 1)}${SPACE}m`;
  return `${signed(metres / 1_000, size < 99_999.5 ? 3 : 1)}${SPACE}km`;
}

/** A difference of height: always with its sign. */
export function formatRise(metres: number): Measured {
  const rounded = Math.round(metres * 10) / 10;
  return `${rounded > 0 ? "+" : ""}${signed(rounded, 1)}${SPACE}m`;
}

/** Square metres; hectares from one on; square kilometres from a hundred hectares on. */
export function formatArea(squareMetres: number): Measured {
  if (squareMetres < 9_999.5)
    return `${signed(squareMetres, squareMetres < 99.95 ? 1 : 0)}${SPACE}m²`;
  if (squareMetres < 999_995) return `${signed(squareMetres / 1e4, 2)}${SPACE}ha`;
  return `${signed(squareMetres / 1e6, 3)}${SPACE}km²`;
}

/** Degrees above the level, and what that is in a hundred: +1.2° (2.1 %). */
export function formatSlope(degrees: number): Measured {
  const percent = Math.tan((degrees * Math.PI) / 180) * 100;
  const part = Math.abs(degrees) > 80 ? "" : ` (${signed(percent, 1)}${SPACE}%)`;
  return `${signed(degrees, 1)}°${part}`;
}

/** With a true minus, which is as wide as a plus. */
function signed(value: number, digits: number): string {
  const text = formatNumber(Math.abs(value), { digits });
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}
