import type { english } from "./english.ts";

/** Everything a page can say. */
export type WordKey = keyof typeof english;

/** What must be given with words as they are written: a text or a number for every `{place}` in them. */
export type PlacesOf<W> = Places<Template<W>>;

type Template<W> = W extends string
  ? W
  : W extends { readonly one: infer One; readonly other: infer Other }
    ? One | Other | "{count}"
    : never;

type Places<T> = T extends `${string}{${infer Place}}${infer Rest}` ? Place | Places<Rest> : never;

/** The same of a key. */
export type WordPlaces<K extends WordKey> = K extends WordKey
  ? PlacesOf<(typeof english)[K]>
  : never;

/** What can be said as it stands, with nothing to fill in. */
export type PlainWord = {
  [K in WordKey]: [WordPlaces<K>] extends [never] ? K : never;
}[WordKey];
