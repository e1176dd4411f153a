import type { Found } from "../../../shared/found.ts";
import type { Selected } from "../../twin/selection.ts";
import type { Room } from "../room.ts";

/** Selects what was found, and flies there where it is known where that is. */
export function chooseFound(room: Room, found: Found): void {
  room.selection.select(selectedOf(found));
  const scene = room.scene.peek();
  const isInPicture = found.type === "entity" && room.store.handleOf(found.id) !== undefined;
  if (isInPicture) scene?.flyToEntity(found.id);
  else if (found.position !== undefined) scene?.flyTo(found.position);
}

function selectedOf(found: Found): Selected {
  switch (found.type) {
    case "entity":
      return { type: "entity", id: found.id };
    case "place":
      return { type: "place", place: found };
    case "building": {
      const { id, position } = found;
      const properties = new Map<string, unknown>(Object.entries(found.properties));
      return { type: "building", id, position, properties };
    }
  }
}
