import { MOMENTS } from "../../server/state/columns.ts";
import type { TwinImage } from "../../server/state/twin-image.ts";

/** Every register of an image by entity, so that the order in which entities came does not count. */
export function registersOf(image: TwinImage): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [handle, id] of image.ids.entries()) {
    const values: Record<string, unknown> = {};
    const end = image.valueStarts[handle + 1] as number;
    for (let at = image.valueStarts[handle] as number; at < end; at++)
      values[`value ${image.valueNames[image.valueKeys[at] as number]}`] = [
        image.valueNumbers[at],
        image.valueObservedAt[at],
      ];
    all[id] = {
      kind: [image.kinds[handle], image.kindAt[handle]],
      name: [image.names[handle], image.nameAt[handle]],
      source: [image.sources[handle], image.provenances[handle], image.sourceAt[handle]],
      position: [
        image.longitudes[handle],
        image.latitudes[handle],
        image.heights[handle],
        image.positionAt[handle],
      ],
      motion: [image.headingsDegrees[handle], image.speeds[handle], image.motionAt[handle]],
      moments: [...image.moments.subarray(handle * MOMENTS, (handle + 1) * MOMENTS)],
      receivedAt: image.receivedAt[handle],
      ...values,
    };
  }
  return all;
}
