import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { KeptObservation } from "../../shared/history.ts";
import { Random } from "../../shared/random.ts";
import { ask, post } from "./ask-past.ts";
import { inventPast, type Posted } from "./past-model.ts";
import { type StartedServer, startServer } from "./start-server.ts";

export interface Feature {
  readonly geometry: { readonly type: string; readonly coordinates: number[] } | null;
  readonly properties: Record<string, unknown> & { readonly id: string };
}

/** The real server with a past of some hours, that came out of order, late, and some of it twice. */
export class KeptPast {
  readonly now = Date.now();
  readonly from = this.now - 4 * 3_600_000;
  readonly to = this.now - 60_000;
  /** Of a query, for all of it. */
  readonly window = `from=${iso(this.from)}&to=${iso(this.now)}`;
  /** Oldest first. */
  readonly posted = inventPast("past", { from: this.from, to: this.to, entities: 35, each: 40 });
  #data = "";
  #server: StartedServer | undefined;

  get url(): string {
    if (this.#server === undefined) throw new Error("the server is not started");
    return this.#server.url;
  }

  async start(): Promise<void> {
    this.#data = await mkdtemp(join(tmpdir(), "machinami-past-"));
    this.#server = await startServer({ args: ["--data", this.#data], mqtt: false });
    const random = new Random("order");
    const mixed = this.posted.map((each) => ({ each, place: random.next() }));
    mixed.sort((a, b) => a.place - b.place);
    for (let from = 0; from < mixed.length; from += 200) {
      const part = mixed.slice(from, from + 200).map(({ each }) => each);
      // Some are sent again at once, as a sender does that got no answer.
      const refused = await post(this.url, [...part, ...part.slice(-3)]);
      expect(refused).toEqual(["gate/duplicate", "gate/duplicate", "gate/duplicate"]);
    }
  }

  /** Ends the server in the middle of what it does, and starts it again with what it kept. */
  async crash(): Promise<void> {
    await this.#server?.kill();
    this.#server = await startServer({ args: ["--data", this.#data], mqtt: false });
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    await rm(this.#data, { recursive: true, force: true });
  }

  /** The answer for the city, in the form of the model. */
  async city(query: string): Promise<Map<string, object>> {
    const { features } = await ask<{ features: Feature[] }>(this.url, `/api/city?${query}`);
    return new Map(
      features.map(({ geometry, properties: { id, provenance, receivedAt, ...rest } }) => {
        expect(provenance).toBe("live");
        expect(Date.parse(receivedAt as string)).not.toBeNaN();
        const [longitude, latitude, height] = geometry?.coordinates ?? [];
        const position = { longitude, latitude, ...(height !== undefined && { height }) };
        return [id, { ...rest, ...(geometry !== null && { position }) }];
      }),
    );
  }

  /** An observation as it is told, without what is ours. */
  told({ provenance, receivedAt, ...rest }: KeptObservation): Told {
    expect(provenance).toBe("live");
    expect(Date.parse(receivedAt)).toBeGreaterThanOrEqual(this.now);
    return rest;
  }
}

type Told = Omit<KeptObservation, "provenance" | "receivedAt">;

/** An observation as it must be told. */
export function expected({ entity, ...said }: Posted): Told {
  return { source: "http", ...entity, ...said } as Told;
}

/** By who and when, which no two have in common. */
export function sorted(all: readonly Told[]): readonly Told[] {
  const key = ({ id, observedAt }: Told) => `${observedAt} ${id}`;
  return all.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}
