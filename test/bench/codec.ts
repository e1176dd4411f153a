import { Twin } from "../../server/state/twin.ts";
import {
  type Codec,
  type CodecCity,
  fixedBinary,
  jsonArrays,
  jsonObjects,
  ours,
} from "./support/codec-rivals.ts";
import { machine } from "./support/machine.ts";
import { type Layout, MovingCity } from "./support/moving-city.ts";
import { median, rounded } from "./support/statistics.ts";
import { table } from "./support/table.ts";

/* What it costs to write a moving city as bytes and to read it back: 10,000 vehicles, in full cells and in sparse ones. */

const ENTITIES = 10_000;
const NOW = Date.UTC(2026, 10, 23);
const LAYOUTS: Readonly<Record<string, Layout>> = {
  "25 in a cell": { across: 20, up: 20, seenAcross: 2, seenUp: 2 },
  "5 in a cell": { across: 50, up: 40, seenAcross: 5, seenUp: 4 },
};

interface Options {
  readonly json: boolean;
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

export default async function codec({ quick, log }: Options): Promise<Record<string, unknown>> {
  const rounds = quick ? 10 : 60;
  const comparisons: Record<string, unknown> = {};
  for (const [name, layout] of Object.entries(LAYOUTS)) {
    const rows = compare(cityOf(layout), rounds);
    log(`${ENTITIES} moving entities, ${name}, median of ${rounds} rounds`);
    for (const line of table(rows)) log(line);
    comparisons[name] = rows;
  }
  const about = machine();
  log(`${about.cpu}, ${about.cores} cores, node ${about.node}, load ${about.load}`);
  return { name: "codec", machine: about, comparisons };
}

/** A city that has been moving for a second, as the framer would see it. */
function cityOf(layout: Layout): CodecCity {
  const twin = new Twin();
  const city = new MovingCity(ENTITIES, layout);
  for (let round = 1; round <= 5; round++)
    for (let batch = 0; batch < 10; batch++)
      city.step(twin, batch * 1000, batch * 1000 + 1000, 0.2, NOW + round * 200 + batch * 20);
  const { changed, appeared } = twin.advance();
  const cells = new Map(
    changed.filter(({ count }) => count > 0).map((cell) => [cell.key, [...cell.members]]),
  );
  return { columns: twin.columns, serverTime: NOW + 1200, origin: appeared[0]?.key ?? 0, cells };
}

function compare(city: CodecCity, rounds: number) {
  const codecs: Codec[] = [ours(), jsonObjects, jsonArrays, fixedBinary];
  const times = codecs.map(() => ({ encode: [] as number[], decode: [] as number[], bytes: 0 }));
  // Taken in turns, so that what else the machine does touches all of them.
  for (let round = -5; round < rounds; round++)
    codecs.forEach((each, i) => {
      const started = performance.now();
      const bytes = each.encode(city);
      const encoded = performance.now();
      const { count, sum } = each.decode(bytes);
      const decoded = performance.now();
      if (count !== ENTITIES || Math.abs(sum / count - 140) > 1)
        throw new Error(`${each.name} read ${count}`);
      const time = times[i] as (typeof times)[number];
      time.bytes = bytes.length;
      if (round < 0) return;
      time.encode.push(encoded - started);
      time.decode.push(decoded - encoded);
    });
  return codecs.map(({ name }, i) => {
    const { encode, decode, bytes } = times[i] as (typeof times)[number];
    return {
      codec: name,
      "encode ns/entity": rounded((median(encode) * 1e6) / ENTITIES),
      "decode ns/entity": rounded((median(decode) * 1e6) / ENTITIES),
      "bytes/entity": rounded(bytes / ENTITIES),
    };
  });
}
