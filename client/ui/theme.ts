import { effect, type Signal } from "@preact/signals";
import { remembered } from "./remembered.ts";

export const THEMES = ["night", "grey", "paper"] as const;

export type Theme = (typeof THEMES)[number];

/** A page's theme out of those it offers, remembered, and worn by the document. */
export function createTheme<T extends Theme>(
  page: string,
  offered: readonly T[],
  first: T,
): Signal<T> {
  const theme = remembered(`theme.${page}`, offered, first);
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
  return theme;
}
