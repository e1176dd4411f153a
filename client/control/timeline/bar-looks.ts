/** Colours and sizes that the bar is drawn with: those of the page's theme, as it is now. */
export interface BarLooks {
  readonly ground: string;
  readonly bar: string;
  /** What was said up to the moment shown. */
  readonly seen: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly event: string;
  readonly refused: string;
  readonly gap: string;
  readonly font: string;
  /** Pixels of the page's text size. */
  readonly rem: number;
}

/** Reads them off an element of the page. */
export function barLooks(element: Element): BarLooks {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: color("--field"),
    bar: color("--line-strong"),
    seen: color("--text-quiet"),
    line: color("--line"),
    text: color("--text"),
    quiet: color("--text-quiet"),
    event: color("--text"),
    refused: color("--attention"),
    gap: color("--stale"),
    font: color("--font"),
    rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16,
  };
}
