import type { LabelText } from "./label-sheet.ts";
import type { LabelWish } from "./place-labels.ts";

/** A label that would be shown, with what is written on it; its size is known when that is measured. */
export interface TextWish extends Omit<LabelWish, "width" | "height"> {
  readonly text: LabelText;
}

/** Metres of the frame to CSS pixels; undefined where it is not on the screen. */
export type ToScreen = (
  east: number,
  north: number,
  up: number,
) => { readonly x: number; readonly y: number } | undefined;

/** Metres of the frame. */
export interface Eye {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}
