import type { SourceStatus } from "../../shared/source-status.ts";
import type { Channel } from "./source.ts";

type Facts = Omit<SourceStatus, keyof ReturnType<Channel["tally"]>>;

/** A source's entry in `/api/sources`; a feed that is up is `flowing` once anything has come. */
export function describeSource(channel: Channel, facts: Facts): SourceStatus {
  const tally = channel.tally();
  const up = facts.state === "waiting" || facts.state === "flowing";
  const state = up ? (tally.received > 0 ? "flowing" : "waiting") : facts.state;
  return { ...facts, ...tally, state };
}
