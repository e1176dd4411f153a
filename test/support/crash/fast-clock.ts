/**
 * To be imported before a server: its clock, in every thread, runs `CLOCK_RATE` times as fast from `CLOCK_FROM` on
 * (milliseconds since 1970), so that hours end, and are sealed, in seconds.
 */
import { fastNow } from "./fast-now.ts";

const from = Number(process.env.CLOCK_FROM);
const rate = Number(process.env.CLOCK_RATE);
const real = Date.now;
Date.now = () => fastNow(from, rate, real());
