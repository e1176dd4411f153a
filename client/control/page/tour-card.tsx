import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { showPanel } from "../../ui/focus-panel.ts";
import { announce } from "../../ui/live-region.tsx";
import { hasFinger, isNarrow } from "../../ui/media.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { PANELS, type PanelId } from "./panel-list.ts";
import { placeCard } from "./place-card.ts";
import { TOUR_STEPS, type TourStep } from "./tour.ts";

/** The panels that steps tell of; the others tell of a part that is always there. */
const PANEL_OF: Partial<Record<TourStep, PanelId>> = {
  layers: "kinds",
  search: "search",
  areas: "areas",
  inspector: "inspector",
};
const PART_OF: Partial<Record<TourStep, string>> = { map: ".map", strip: ".strip" };

/** One step of the tour, in a card beside what it tells of. It covers nothing of that and blocks nothing. */
export function TourCard({ room, at }: { room: Room; at: number }) {
  const { tour } = room.page;
  const step = TOUR_STEPS[at] ?? "map";
  const card = useRef<HTMLElement>(null);
  const id = useId();
  useFocus(card);
  usePlace(room, step, card);
  const title = say(`page.tour-${step}`);
  const isTouched = step === "map" && hasFinger.value;
  const text = say(isTouched ? "page.tour-map-touch" : `page.tour-${step}-text`);
  useEffect(() => announce(`${title} ${text}`), [title, text]);
  const isLast = at === TOUR_STEPS.length - 1;
  return (
    <section
      class="tour-card"
      role="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      tabIndex={-1}
      ref={card}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") tour.move(1);
        else if (event.key === "ArrowLeft") tour.move(-1);
        else if (event.key === "Escape") tour.end();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <p class="quiet">{say("page.tour-step", { step: at + 1, steps: TOUR_STEPS.length })}</p>
      <h2 id={`${id}-title`}>{title}</h2>
      <p id={`${id}-text`}>{text}</p>
      <div class="tour-buttons">
        <button type="button" class="button plain" onClick={() => tour.end()}>
          {say("page.tour-skip")}
        </button>
        <button type="button" class="button" disabled={at === 0} onClick={() => tour.move(-1)}>
          {say("page.tour-back")}
        </button>
        <button type="button" class="button first" onClick={() => tour.move(1)}>
          {say(isLast ? "page.tour-done" : "page.tour-next")}
        </button>
      </div>
    </section>
  );
}

/** The card has the focus while it is there, and gives it back when it goes. */
function useFocus(card: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    card.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [card]);
}

/** Brings out what the step tells of, marks it, and keeps the card beside it. */
function usePlace(
  room: Room,
  step: TourStep,
  card: { readonly current: HTMLElement | null },
): void {
  useLayoutEffect(() => {
    const putBack = bringOut(room, step);
    let marked: HTMLElement | undefined;
    const place = () => {
      const element = card.current;
      const part = partOf(step);
      if (element === null || part === null) return;
      if (marked !== part) delete marked?.dataset.toured;
      marked = part;
      part.dataset.toured = "";
      const own = { width: element.offsetWidth, height: element.offsetHeight };
      const window = { width: innerWidth, height: innerHeight };
      const { left, top } = placeCard(part.getBoundingClientRect(), own, window);
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
    };
    place();
    // Panels open, lists arrive, windows change: a few looks a second cost nothing for so short a time.
    const timer = setInterval(place, 200);
    return () => {
      clearInterval(timer);
      delete marked?.dataset.toured;
      putBack();
    };
  }, [room, step, card]);
}

/** Opens the panel of a step; what it returns folds it again where it was folded. */
function bringOut({ docks }: Room, step: TourStep): () => void {
  const panel = PANEL_OF[step];
  if (isNarrow.peek()) {
    docks.sheet.value = panel;
    return () => {
      docks.sheet.value = undefined;
    };
  }
  if (panel === undefined) return () => undefined;
  const { side } = PANELS[panel];
  const wasFolded = docks.isFolded(panel);
  docks.setFolded(panel, false);
  if (!docks.isOpen(side)) docks.setOpen(side, true);
  const frame = requestAnimationFrame(() => showPanel(panel));
  return () => {
    cancelAnimationFrame(frame);
    docks.setFolded(panel, wasFolded);
  };
}

/** The map, where a panel is not there. */
function partOf(step: TourStep): HTMLElement | null {
  const panel = PANEL_OF[step];
  const part = panel === undefined ? PART_OF[step] : `#panel-${panel}`;
  const found = part === undefined ? null : document.querySelector<HTMLElement>(part);
  return found ?? document.querySelector<HTMLElement>(".map");
}
