import { effect, type ReadonlySignal } from "@preact/signals";
import { isProblem } from "../../../shared/problem.ts";
import type { SharedState } from "../../../shared/protocol.ts";
import type { Selection } from "../../twin/selection.ts";
import { readSelected, writeSelected } from "./selected-text.ts";

/** What is needed of the connection. */
export interface SharedLink {
  /** Joins the pages that share under a name; undefined leaves. */
  join(name: string | undefined): void;
  share(text: string): void;
  /** What another page said last. */
  readonly shared: ReadonlySignal<SharedState | undefined>;
}

/** Keeps the selection of all pages that share under one name the same: who chooses last is right. */
export function shareSelection(
  link: SharedLink,
  selection: Selection,
  sharedAs: ReadonlySignal<string | undefined>,
): void {
  /** What all of them have now, as far as this page knows. */
  let common: string | undefined;
  effect(() => {
    common = undefined;
    link.join(sharedAs.value);
  });
  effect(() => {
    const told = link.shared.value;
    if (told === undefined || sharedAs.peek() === undefined) return;
    const selected = readSelected(told.text);
    // Another page's fault is not this one's: what cannot be read changes nothing.
    if (isProblem(selected)) return;
    common = writeSelected(selected);
    if (common !== writeSelected(selection.current.peek())) selection.select(selected);
  });
  let first = true;
  effect(() => {
    const text = writeSelected(selection.current.value);
    const isNews = text !== common && !first;
    first = false;
    if (!isNews || sharedAs.peek() === undefined) return;
    common = text;
    link.share(text);
  });
}
