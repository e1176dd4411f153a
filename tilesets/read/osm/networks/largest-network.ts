import type { RoadLine } from "./road-lines.ts";

/**
 * Those of the roads from each of which every other can be driven to: who enters another would never come
 * back. Of several such sets the one with the most roads. Source: strongly connected components, Tarjan
 * 1972, without recursion.
 */
export function largestNetwork(roads: readonly RoadLine[]): RoadLine[] {
  const numbers = new Map<number, number>();
  const numberOf = (node: number) => {
    const known = numbers.get(node);
    if (known !== undefined) return known;
    numbers.set(node, numbers.size);
    return numbers.size - 1;
  };
  const ends = roads.map(({ refs }) => [
    numberOf(refs[0] as number),
    numberOf(refs.at(-1) as number),
  ]) as [number, number][];
  const onward: number[][] = Array.from(numbers, () => []);
  for (const [index, [from, to]] of ends.entries()) {
    const { lanesForward, lanesBackward } = (roads[index] as RoadLine).facts;
    if (lanesForward > 0) onward[from]?.push(to);
    if (lanesBackward > 0) onward[to]?.push(from);
  }
  const component = components(onward);
  const sizes = new Map<number, number>();
  for (const [from, to] of ends)
    if (component[from] === component[to])
      sizes.set(component[from] as number, (sizes.get(component[from] as number) ?? 0) + 1);
  let best = -1;
  for (const [each, size] of sizes) if (size > (sizes.get(best) ?? 0)) best = each;
  return roads.filter((_, i) => ends[i]?.every((node) => component[node] === best));
}

/** By node, the number of its component. */
function components(onward: readonly (readonly number[])[]): Int32Array {
  const count = onward.length;
  const component = new Int32Array(count).fill(-1);
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const waiting: number[] = [];
  const path: { node: number; at: number }[] = [];
  let [clock, found] = [0, 0];
  const enter = (node: number) => {
    order[node] = clock;
    low[node] = clock++;
    waiting.push(node);
    path.push({ node, at: 0 });
  };
  for (let start = 0; start < count; start++) {
    if (order[start] !== -1) continue;
    enter(start);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const { node } = step;
      const to = onward[node]?.[step.at++];
      if (to !== undefined) {
        if (order[to] === -1) enter(to);
        else if (component[to] === -1)
          low[node] = Math.min(low[node] as number, order[to] as number);
        continue;
      }
      path.pop();
      const above = path.at(-1)?.node;
      if (above !== undefined) low[above] = Math.min(low[above] as number, low[node] as number);
      if (low[node] !== order[node]) continue;
      for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
        component[each] = found;
        if (each === node) break;
      }
      found++;
    }
  }
  return component;
}
