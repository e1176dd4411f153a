import { type Logger, pino } from "pino";

/**
 * The log: one JSON object a line on standard output, where the few plain lines for the person at the
 * terminal go too. At a terminal only what needs that person (warnings and worse) is logged.
 */
export function createLog(level: string | undefined): Logger {
  const quiet = process.stdout.isTTY === true ? "warn" : "info";
  return pino({
    level: level ?? quiet,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}
