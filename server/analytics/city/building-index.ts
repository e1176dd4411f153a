import Flatbush from "flatbush";

/** A Flatbush of boxes: west, south, east, north of each building; undefined where there is none. */
export function buildBuildingIndex(boxes: Float64Array): Flatbush | undefined {
  if (boxes.length === 0) return undefined;
  const index = new Flatbush(boxes.length / 4);
  // What stands nowhere (NaN) is put somewhere: whoever searches leaves it out.
  const side = (at: number) => (Number.isNaN(boxes[at]) ? 0 : (boxes[at] as number));
  for (let i = 0; i < boxes.length; i += 4)
    index.add(side(i), side(i + 1), side(i + 2), side(i + 3));
  index.finish();
  return index;
}

/**
 * Reads the bytes of `networks.buildingsIndex`: what is wrong with them, where they are not an index of these
 * very boxes. Every node is looked at, since a search in a tree that leads in circles would never end.
 */
export function readBuildingIndex(bytes: Uint8Array, boxes: Float64Array): Flatbush | string {
  let index: Flatbush;
  try {
    index = Flatbush.from(Uint8Array.from(bytes).buffer);
  } catch (error) {
    return `is no Flatbush: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (index.numItems !== boxes.length / 4)
    return `is of ${index.numItems} buildings, but there are ${boxes.length / 4}`;
  if (!hasLeaves(index, boxes)) return "has other boxes than the buildings";
  return isTree(index) ? index : "has nodes that do not hold what is beneath them";
}

/** Whether each building is in it once, with its own box; one without an outline may have any. */
function hasLeaves({ _boxes: own, _indices: items, numItems }: Flatbush, boxes: Float64Array) {
  const seen = new Uint8Array(numItems);
  for (let leaf = 0; leaf < numItems; leaf++) {
    const item = items[leaf] as number;
    if (item >= numItems || seen[item] === 1) return false;
    seen[item] = 1;
    if (Number.isNaN(boxes[4 * item])) continue;
    for (let side = 0; side < 4; side++)
      if (own[4 * leaf + side] !== boxes[4 * item + side]) return false;
  }
  return true;
}

/** Whether each node above the leaves names its first child, and its box is around all of its children. */
function isTree({ _boxes: own, _indices: items, _levelBounds: ends, nodeSize }: Flatbush) {
  let child = 0;
  let node = ends[0] as number;
  for (let level = 0; level + 1 < ends.length; level++) {
    const end = ends[level] as number;
    while (child < end) {
      if (items[node >> 2] !== child) return false;
      for (let i = 0; i < nodeSize && child < end; i++, child += 4)
        if (!isWithin(own, child, node)) return false;
      node += 4;
    }
  }
  return true;
}

type Boxes = Flatbush["_boxes"];

function isWithin(boxes: Boxes, inner: number, outer: number): boolean {
  return (
    (boxes[inner] as number) >= (boxes[outer] as number) &&
    (boxes[inner + 1] as number) >= (boxes[outer + 1] as number) &&
    (boxes[inner + 2] as number) <= (boxes[outer + 2] as number) &&
    (boxes[inner + 3] as number) <= (boxes[outer + 3] as number)
  );
}
