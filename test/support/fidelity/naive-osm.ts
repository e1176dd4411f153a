/** Houses of an OpenStreetMap file in XML as a few patterns read it: corners of closed ways, degrees, by `way/{id}`. */
export function naiveHouses(text: string): Map<string, (readonly [number, number])[]> {
  const nodes = new Map<string, readonly [number, number]>();
  for (const [tag] of text.matchAll(/<node [^>]*>/g)) {
    const value = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
    nodes.set(value("id"), [Number(value("lon")), Number(value("lat"))]);
  }
  const houses = new Map<string, (readonly [number, number])[]>();
  for (const [, id, inside = ""] of text.matchAll(/<way id="(\d+)"[^>]*>([\s\S]*?)<\/way>/g)) {
    if (!/<tag k="building" v="(?!no")/.test(inside)) continue;
    const refs = [...inside.matchAll(/<nd ref="(\d+)"/g)].map(([, ref = ""]) => ref);
    if (refs.length < 4 || refs[0] !== refs.at(-1)) continue;
    houses.set(
      `way/${id}`,
      refs.slice(1).flatMap((ref) => [nodes.get(ref) ?? []].filter((at) => at.length === 2)),
    );
  }
  return houses;
}
