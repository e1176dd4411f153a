import type { Store } from "../state/history/store/store.ts";

/** Events that a history has. */
export async function countEvents(store: Store): Promise<number> {
  const rows = await store.look((look) => look.rows(`SELECT count(*) FROM ${look.events}`));
  return Number(rows[0]?.[0]);
}
