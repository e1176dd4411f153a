import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const started: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** What `npm start` runs, under whatever Node.js these tests run. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ["server/boot/start.mjs", ...args], { cwd: ROOT });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk) => {
      output += chunk;
    });
  }
  return { child, output: () => output };
}

describe("npm start", () => {
  it("becomes the server, and passes a signal and the exit code on", async () => {
    const { child, output } = start("--port", "0", "--mqtt-port", "0");
    while (!output().includes("Machinami is live at")) {
      await Promise.race([once(child.stdout, "data"), once(child, "close")]);
      if (child.exitCode !== null) throw new Error(output());
    }
    const url = /^Machinami is live at (\S+)$/m.exec(output())?.[1] ?? "";
    const page = await fetch(`${url.replace("localhost", "127.0.0.1")}/control`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<title>Machinami</title>");
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
  });

  it("ends as the server ends", async () => {
    const { child, output } = start("--nonsense");
    const [code] = await once(child, "close");
    expect(code).toBe(1);
    expect(output()).toContain("There is no option --nonsense");
  });
});
