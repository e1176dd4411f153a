import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { cityAsOf } from "./city-as-of.ts";

/** The city as of a moment, as the image of a twin. */
export async function asOf(
  reading: Reading,
  { at }: Question<"as-of">,
  { limits }: Asking,
): Promise<Answer<"as-of">> {
  const twin = await cityAsOf(reading, at, limits);
  return { image: twin.image(), at };
}
