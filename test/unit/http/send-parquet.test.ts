import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import type { Response } from "express";
import { expect, it } from "vitest";
import { sendParquet } from "../../../server/http/history/send-parquet.ts";

it("a Parquet file whose reader has left before it is sent is deleted, and that is no fault of ours", async () => {
  const folder = await mkdtemp(join(tmpdir(), "machinami-parquet-"));
  const file = join(folder, "answer.parquet");
  await writeFile(file, "PAR1");
  const response = Object.assign(new PassThrough(), {
    req: { method: "GET" },
    vary: () => response,
    set: () => response,
  });
  const sent = sendParquet(response as unknown as Response, file);
  response.destroy();
  await sent;
  await expect(access(file)).rejects.toThrow();
  await rm(folder, { recursive: true });
});
