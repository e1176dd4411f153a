import type { Receipt } from "../../../shared/observation.ts";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { decodeJson } from "../decode/decode-json.ts";
import { showValue } from "../decode/show-value.ts";
import type { Channel } from "../source.ts";
import { sourceOfTopic } from "./mqtt-topic.ts";

/**
 * Hands one MQTT message on: a JSON object or array of observations. Resolves when all were judged
 * and handed on. What cannot be decoded is refused and counted, and its problem returned. Rejects
 * where what was good could not be kept.
 */
export async function takeMessage(
  channel: Channel,
  topic: string,
  payload: string | Uint8Array,
  limits: Limits,
): Promise<Receipt | Problem> {
  const source = sourceOfTopic(topic, limits);
  if (isProblem(source)) return refused(channel, source);
  const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
  const records = decodeMessage(topic, bytes, limits);
  if (isProblem(records)) return refused(channel, records);
  return await channel.deliver(records, source);
}

function refused(channel: Channel, fault: Problem): Problem {
  channel.refuse(fault);
  return fault;
}

function decodeMessage(
  topic: string,
  bytes: Uint8Array,
  limits: Limits,
): readonly unknown[] | Problem {
  if (bytes.length > limits.mqttMessageBytes) {
    return problem(
      "ingest/too-large",
      `The message on ${showValue(topic)} has ${bytes.length} bytes; at most ` +
        `${limits.mqttMessageBytes} are taken (mqttMessageBytes).`,
      "Send it in parts.",
    );
  }
  return decodeJson(bytes, `The message on ${showValue(topic)}`, limits);
}
