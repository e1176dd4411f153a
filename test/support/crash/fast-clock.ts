/**
 * To be imported before a server: its clock, in every thread, runs `CLOCK_RATE` times as fast from `CLOCK_FROM` on
 * (milliseconds since 1970), so that hours end, and are sealed, in seconds.
 */
import { isMainThread } from "node:worker_threads";
import { fastNow } from "./fast-now.ts";

/** Milliseconds: what threads do once in a few seconds they do this often. */
const BEAT = 150;

const from = Number(process.env.CLOCK_FROM);
const rate = Number(process.env.CLOCK_RATE);
const real = Date.now;
Date.now = () => fastNow(from, rate, real());
const later = setTimeout;
if (!isMainThread && rate > 1)
  globalThis.setTimeout = ((work: () => void, milliseconds = 0) =>
    later(work, Math.min(milliseconds, BEAT))) as typeof setTimeout;
