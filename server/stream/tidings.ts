import type { Bulletin } from "./bulletin.ts";
import type { Member } from "./shared-views.ts";

/** What one page is still to be told beside frames. Nothing waits here but the knowledge that it was not told. */
export class Tidings {
  readonly #bulletin: Bulletin;
  readonly #member: Member;
  /** Whether it shows the past: then what happens now is not its business. */
  past = false;
  #news = 0;
  #regions: number;

  constructor(bulletin: Bulletin, member: Member) {
    this.#bulletin = bulletin;
    this.#member = member;
    // What regions there are it asks for by itself when it begins.
    this.#regions = bulletin.regionsCount;
  }

  /** Messages for a page that can be sent something now; it counts as told. */
  take(): Buffer[] {
    const bulletin = this.#bulletin;
    const messages: (Buffer | undefined)[] = [this.#member.take()];
    if (!this.past) messages.push(bulletin.crossings);
    if (this.#regions !== bulletin.regionsCount) messages.push(bulletin.regions);
    this.#regions = bulletin.regionsCount;
    if (!this.past && this.#news !== bulletin.newsCount) {
      messages.push(bulletin.news);
      this.#news = bulletin.newsCount;
    }
    return messages.filter((message) => message !== undefined);
  }
}
