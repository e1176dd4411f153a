import type { Bbox } from "../../../shared/cell.ts";
import type { Detail, Interest } from "../../../shared/protocol.ts";
import type { Footprint } from "./view-footprint.ts";

/** Milliseconds between two interests. */
const PERIOD = 400;
/** Part of the view's size that is asked for beyond each side, so that small moves need nothing new. */
const PADDING = 0.2;
/** What was asked for is asked for anew once it is this many times what is needed. */
const WASTE = 4;
/** Camera heights in metres: above the first news comes about once a second, below the second at once again. */
const OVERVIEW_HEIGHT = 24_000;
const DETAIL_HEIGHT = 18_000;

/** Decides when the server must hear of another view. */
export class InterestWatch {
  readonly #send: (interest: Interest) => void;
  #asked: Bbox | undefined;
  #detail: Detail = "full";
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(send: (interest: Interest) => void) {
    this.#send = send;
  }

  /** Looks at the view of now (ms of any steady clock). */
  look(footprint: Footprint, now: number): void {
    if (now - this.#sentAt < PERIOD) return;
    const detail = this.#detailAt(footprint.height);
    const enough =
      this.#asked !== undefined &&
      contains(this.#asked, footprint.bbox) &&
      area(this.#asked) < WASTE * area(padded(footprint.bbox));
    if (enough && detail === this.#detail) return;
    this.#asked = padded(footprint.bbox);
    this.#detail = detail;
    this.#sentAt = now;
    this.#send({ bbox: this.#asked, detail });
  }

  #detailAt(height: number): Detail {
    if (this.#detail === "full") return height > OVERVIEW_HEIGHT ? "reduced" : "full";
    return height < DETAIL_HEIGHT ? "full" : "reduced";
  }
}

function width([west, , east]: Bbox): number {
  return east >= west ? east - west : east - west + 360;
}

function area(bbox: Bbox): number {
  return width(bbox) * (bbox[3] - bbox[1]);
}

function padded(bbox: Bbox): Bbox {
  const [west, south, east, north] = bbox;
  const dx = width(bbox) * PADDING;
  const dy = (north - south) * PADDING;
  const low = Math.max(-90, south - dy);
  const high = Math.min(90, north + dy);
  if (width(bbox) + 2 * dx >= 360) return [-180, low, 180, high];
  return [wrapped(west - dx), low, wrapped(east + dx), high];
}

function contains(outer: Bbox, inner: Bbox): boolean {
  if (inner[1] < outer[1] || inner[3] > outer[3]) return false;
  if (width(outer) >= 360) return true;
  const west = (inner[0] - outer[0] + 360) % 360;
  return west + width(inner) <= width(outer);
}

function wrapped(longitude: number): number {
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}
