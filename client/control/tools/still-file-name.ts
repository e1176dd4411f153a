/** `machinami-hamatsuki-2026-11-23-123005.png`: what it shows and when, in letters that every disk takes. */
export function stillFileName(city: string, time: string): string {
  const parts = ["machinami", city, time.replaceAll(":", "")];
  const words = parts.flatMap((part) => part.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return `${words.join("-")}.png`;
}
