import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect } from "vitest";
import type { Posted } from "./past-model.ts";

/** What tests do with the past over HTTP. */

/** Posts observations one by one line, so that order is kept; those refused are told by their codes. */
export async function post(url: string, posted: readonly Posted[]): Promise<readonly string[]> {
  const response = await fetch(`${url}/api/observations`, {
    method: "POST",
    headers: { "Content-Type": "application/x-ndjson" },
    body: posted.map((each) => JSON.stringify(each)).join("\n"),
  });
  const { accepted, refused } = (await response.json()) as {
    accepted: number;
    refused: { code: string }[];
  };
  expect(accepted + refused.length).toBe(posted.length);
  return refused.map(({ code }) => code);
}

/** The JSON at an address; it must be there. */
export async function ask<T>(url: string, path: string): Promise<T> {
  const response = await fetch(url + path);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

/** The path of the page that follows, as the header says. */
export function nextOf(response: Response): string | undefined {
  return /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
}

/** What a query gives of Parquet that was sent; it is FILE there. */
export async function queryParquet(
  bytes: ArrayBuffer,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const file = join(
    tmpdir(),
    `machinami-${process.pid}-${Math.random().toString(36).slice(2)}.parquet`,
  );
  await writeFile(file, new Uint8Array(bytes));
  const database = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await database.connect();
  try {
    const result = await connection.runAndReadAll(sql.replaceAll("FILE", `'${file}'`));
    return result.getRowObjectsJson();
  } finally {
    connection.closeSync();
    database.closeSync();
    await rm(file, { force: true });
  }
}
