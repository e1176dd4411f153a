import { formatNumber } from "./format-number.ts";
import { say } from "./words/say.ts";

export interface QuantityProps {
  /** Not known where undefined or not a number. */
  readonly value: number | undefined;
  readonly unit?: string;
  /** Decimals, always so many, so that columns of numbers line up. */
  readonly digits?: number;
}

/** A number with its unit. */
export function Quantity({ value, unit, digits }: QuantityProps) {
  if (value === undefined || Number.isNaN(value)) {
    return <span class="quiet">{say("inspector.not-known")}</span>;
  }
  return (
    <span class="quantity">
      {formatNumber(value, digits === undefined ? {} : { digits })}
      {unit !== undefined && <span class="unit">{spaced(unit)}</span>}
    </span>
  );
}

/** A unit stands off its number; the sign of degrees does not. */
function spaced(unit: string): string {
  return unit === "°" ? unit : `\u00a0${unit}`;
}
