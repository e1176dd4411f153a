import type { Room } from "../room.ts";

/** What an entity is called: its name, or its id where it has none or has left. */
export function nameOf({ store }: Pick<Room, "store">, id: string): string {
  const handle = store.handleOf(id);
  return (handle === undefined ? undefined : store.identityOf(handle)?.name) || id;
}
