const MOST = 60;

/** What was found, short enough for a message and safe to print. */
export function showValue(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "string") {
    const shown = value.length > MOST ? `${value.slice(0, MOST)}…` : value;
    return JSON.stringify(shown);
  }
  return value === undefined ? "nothing" : String(value).slice(0, MOST);
}
