import { formatNumber } from "../../ui/format-number.ts";

/** A round length: 200 m, 5 km, 20 cm. */
export function formatScale(metres: number): string {
  if (metres >= 1_000) return `${formatNumber(metres / 1_000)}\u00a0km`;
  if (metres >= 1) return `${formatNumber(metres)}\u00a0m`;
  return `${formatNumber(metres * 100)}\u00a0cm`;
}
