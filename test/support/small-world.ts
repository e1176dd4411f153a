import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWorld, type World } from "../../server/simulator/world.ts";
import { isProblem } from "../../shared/problem.ts";
import { writeWorldFolder } from "./world-folder.ts";

/** The small world as the simulator reads it. */
export async function smallWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "machinami-world-"));
  try {
    await writeWorldFolder(folder);
    const world = await readWorld(folder);
    if (isProblem(world)) throw new Error(world.message);
    return world;
  } finally {
    await rm(folder, { recursive: true });
  }
}
