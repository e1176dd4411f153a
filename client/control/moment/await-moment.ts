import type { CityClock } from "../../twin/city-clock.ts";

/** Milliseconds that are waited at most, between two looks, and from a moment's coming until all of it is on the map. */
const PATIENCE = 5_000;
const LOOK_EVERY = 100;
const SETTLES = 500;

/**
 * Waits until the map shows the moment that the clock does: while that loads the map is still of another. False where
 * it does not come.
 */
export async function awaitMoment({ state }: Pick<CityClock, "state">): Promise<boolean> {
  const isLoading = () => {
    const now = state.peek();
    return now.mode === "replay" && now.state === "loading";
  };
  let calm = isLoading() ? 0 : SETTLES;
  for (let waited = 0; calm < SETTLES; waited += LOOK_EVERY) {
    if (waited >= PATIENCE) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    calm = isLoading() ? 0 : calm + LOOK_EVERY;
  }
  return true;
}
