import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Milliseconds between two looks at a process's memory. */
const LOOK = 50;

/** What one run of a converter cost. */
export interface Run {
  readonly seconds: number;
  /** Of all its threads, as last looked at. */
  readonly cpuSeconds: number;
  /** Most memory that the process had, bytes. */
  readonly peakMemory: number;
  readonly code: number | null;
  readonly output: string;
}

/** Runs a converter in a process of its own, from its start to its end. */
export async function runConverter(
  command: string,
  args: readonly string[],
  cwd?: string,
): Promise<Run> {
  const began = performance.now();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = `${output}${text}`.slice(-200_000);
    });
  let [peakMemory, cpuSeconds] = [0, 0];
  const watch = setInterval(() => {
    peakMemory = Math.max(peakMemory, memoryOf(child.pid));
    cpuSeconds = Math.max(cpuSeconds, cpuOf(child.pid));
  }, LOOK);
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1_000;
  return { seconds, cpuSeconds, peakMemory, code, output };
}

/** Seconds that the kernel counted for it and in its name, a hundredth each tick; 0 once it is gone. */
function cpuOf(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** The kernel's own mark of the most that was resident; 0 once the process is gone. */
function memoryOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return 1_024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Bytes of all files of a folder. */
export async function bytesOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(
    names.map(async (name) => {
      const file = await stat(join(folder, name));
      return file.isFile() ? file.size : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
