import { type Language, language } from "./words/language.ts";

const formats = new Map<string, Intl.NumberFormat>();

/** A number as the language writes it. `digits`: exactly so many decimals; without it up to two. */
export function formatNumber(
  value: number,
  options: { readonly digits?: number; readonly language?: Language } = {},
): string {
  const tongue = options.language ?? language.value;
  const key = `${tongue}/${options.digits}`;
  let format = formats.get(key);
  if (format === undefined) {
    const { digits } = options;
    format = new Intl.NumberFormat(tongue, {
      minimumFractionDigits: digits ?? 0,
      maximumFractionDigits: digits ?? 2,
    });
    formats.set(key, format);
  }
  // A negative zero is a zero to a reader.
  return format.format(value === 0 ? 0 : value);
}
