interface Waiting {
  readonly node: number;
  readonly metres: number;
}

/** Nodes that wait, the nearest taken first. Source: binary heap, Williams 1964. */
export class NearestFirst {
  readonly #heap: Waiting[] = [];

  add(node: number, metres: number): void {
    const heap = this.#heap;
    let at = heap.push({ node, metres }) - 1;
    for (let above = (at - 1) >> 1; at > 0; above = (at - 1) >> 1) {
      if ((heap[above] as Waiting).metres <= metres) break;
      heap[at] = heap[above] as Waiting;
      at = above;
    }
    heap[at] = { node, metres };
  }

  take(): Waiting | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      const other = heap[below + 1];
      if (other !== undefined && other.metres < (heap[below] as Waiting).metres) below++;
      if ((heap[below] as Waiting).metres >= last.metres) break;
      heap[at] = heap[below] as Waiting;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}
