import type { XmlElement } from "../xml-element.ts";
import { localName } from "./local-name.ts";

/** Han, Hiragana, Katakana: addresses that go from the large to the small, without spaces. */
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * An xAL address as it is written where it is: `東京都大田区羽田空港三丁目`, `Burgstraat 12, 2611 Delft,
 * Netherlands`. Undefined for elements that are none, and for empty ones.
 */
export function addressOf(element: XmlElement): string | undefined {
  if (localName(element) !== "address") return undefined;
  const parts: Part[] = [];
  collect(element, parts);
  if (parts.length === 0) return undefined;
  const of = (name: RegExp) => parts.filter((part) => name.test(part.name));
  const country = of(/^CountryName(Code)?$/);
  const postal = of(/^PostalCode/);
  if (parts.some(({ text }) => JAPANESE.test(text))) {
    const place = parts.filter((part) => !country.includes(part) && !postal.includes(part));
    return words(place, "") || words(parts, "");
  }
  const town = of(/^(Locality|DependentLocality|AdministrativeArea)/);
  const taken = new Set([...country, ...postal, ...town]);
  const street = of(/^Thoroughfare/).filter((part) => !taken.has(part));
  const rest = parts.filter((part) => !taken.has(part) && !street.includes(part));
  // The number comes first in xAL's order or last; people's order is the name, then the number.
  street.sort((a, b) => Number(/Number/.test(a.name)) - Number(/Number/.test(b.name)));
  const lines = [[...rest], street, [...postal, ...town], country].map((line) => words(line, " "));
  return lines.filter((line) => line !== "").join(", ");
}

interface Part {
  readonly name: string;
  readonly text: string;
}

function collect(element: XmlElement, parts: Part[]): void {
  if (element.name.startsWith("gml:") || localName(element) === "multiPoint") return;
  if (element.text !== "") parts.push({ name: localName(element), text: element.text });
  for (const child of element.children) collect(child, parts);
}

function words(parts: readonly Part[], between: string): string {
  return parts.map(({ text }) => text).join(between);
}
