import { formatNumber } from "../../ui/format-number.ts";
import { say } from "../../ui/words/say.ts";
import { isPart } from "../read-value.ts";
import { readValueName } from "../read-value-name.ts";
import { HEIGHT, SPEED } from "./align-series.ts";

/** A quantity as a person reads it. */
export interface QuantityWords {
  readonly label: string;
  readonly unit: string;
  /** From the data to what is read: 100 where parts are told as percentages. */
  readonly scale: number;
}

/** Name and unit of a quantity; `most` is the greatest value of it that is shown. */
export function quantityWords(quantity: string, most: number): QuantityWords {
  if (quantity === SPEED) return { label: say("inspector.speed"), unit: "m/s", scale: 1 };
  if (quantity === HEIGHT) return { label: say("inspector.height"), unit: "m", scale: 1 };
  const { label, unit } = readValueName(quantity);
  return isPart(quantity, most) ? { label, unit: "%", scale: 100 } : { label, unit, scale: 1 };
}

/** A number of a quantity in words, with its unit. */
export function sayQuantity(value: number, { unit, scale }: QuantityWords): string {
  const text = formatNumber(value * scale);
  return unit === "" ? text : unit === "°" ? `${text}°` : `${text} ${unit}`;
}
