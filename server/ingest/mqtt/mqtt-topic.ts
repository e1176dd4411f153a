import { type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { textFault } from "../decode/record-fields.ts";
import { showValue } from "../decode/show-value.ts";

/** Observations come by `machinami/observations/<source>`. */
export const TOPIC_ROOT = "machinami/observations/";

/** The source that a topic names, for records that name none. */
export function sourceOfTopic(topic: string, limits: Limits): string | Problem {
  const source = topic.startsWith(TOPIC_ROOT) ? topic.slice(TOPIC_ROOT.length) : "";
  if (source === "" || source.includes("/")) {
    return problem(
      "ingest/topic",
      `Nothing is taken on the topic ${showValue(topic)}.`,
      `Publish to ${TOPIC_ROOT}<source>, where <source> is the name of who sends.`,
    );
  }
  return (
    textFault("The source in the topic", source, limits.sourceLength, "sourceLength") ?? source
  );
}
