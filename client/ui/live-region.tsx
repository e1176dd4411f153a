import { signal } from "@preact/signals";

const said = signal("");

/** Has a screen reader say something when it next pauses. */
export function announce(text: string): void {
  // The same words twice are still news: an unseen mark makes them another text.
  said.value = said.peek() === text ? `${text}\u200b` : text;
}

/** Where announcements are put; once in a page. */
export function LiveRegion() {
  return (
    <div class="unseen" role="status" aria-live="polite">
      {said}
    </div>
  );
}
