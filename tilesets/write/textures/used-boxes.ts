/** A rectangle of whole pixels, from the upper left corner; `right` and `bottom` lie outside. */
export interface PixelBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Boxes more than these are taken as one: looking at each pair would take too long. */
const MANY = 2_000;

/**
 * The parts of an image that its faces show: boxes that are better cut out together are made one.
 * Deterministic. Tells of each face which of the boxes it lies in.
 */
export function usedBoxes(faces: readonly PixelBox[]): { boxes: PixelBox[]; boxOf: number[] } {
  if (faces.length > MANY) return { boxes: [faces.reduce(union)], boxOf: faces.map(() => 0) };
  const boxes: (PixelBox & { faces: number[] })[] = [];
  faces.forEach((face, i) => {
    let box = { ...face, faces: [i] };
    // Each union may reach what the smaller box did not.
    for (let at = mate(boxes, box); at >= 0; at = mate(boxes, box)) {
      const [other] = boxes.splice(at, 1);
      if (other) box = { ...union(other, box), faces: [...other.faces, ...box.faces] };
    }
    boxes.push(box);
  });
  const boxOf = new Array<number>(faces.length).fill(0);
  boxes.forEach((box, number) => {
    for (const face of box.faces) boxOf[face] = number;
  });
  return {
    boxes: boxes.map(({ left, top, right, bottom }) => ({ left, top, right, bottom })),
    boxOf,
  };
}

/** Place of a box that takes no more pixels together with this one than the two alone. */
function mate(boxes: readonly PixelBox[], box: PixelBox): number {
  return boxes.findIndex((other) => area(union(other, box)) <= area(other) + area(box));
}

function area({ left, top, right, bottom }: PixelBox): number {
  return (right - left) * (bottom - top);
}

function union(a: PixelBox, b: PixelBox): PixelBox {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
