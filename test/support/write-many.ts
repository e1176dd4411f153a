/** Writes a city of so many houses into a folder, as a process of its own; tells what it came to. */
import { houseOf } from "./synthetic-features.ts";
import { writeImported } from "./write-imported.ts";

const [folder = "", told = "0"] = process.argv.slice(2);
const count = Number(told);
const perRow = Math.ceil(Math.sqrt(count));

function* houses() {
  for (let i = 0; i < count; i++)
    yield houseOf(`bldg_${i}`, [(i % perRow) * 14, Math.floor(i / perRow) * 14], {
      height: 6 + (i % 7),
    });
}

const { buildings, layers } = await writeImported(houses(), folder);
const { maxRSS } = process.resourceUsage();
process.stdout.write(`${JSON.stringify({ buildings, layers, megabytes: maxRSS / 1024 })}\n`);
