import type { Problem } from "../../../shared/problem.ts";
import type { ReadFeature } from "../../model/read-feature.ts";
import type { XmlPlace } from "../xml/read-xml.ts";
import { type FeatureContext, featureFrom } from "./features/feature-from.ts";
import type { DocumentCollector } from "./objects/document-collector.ts";

/** The objects that a collector gathers while a file is read, as features. */
export async function* readObjects(
  reading: AsyncGenerator<XmlPlace, Problem | undefined>,
  collector: DocumentCollector,
  context: FeatureContext,
  signal: AbortSignal,
): AsyncGenerator<ReadFeature, Problem | undefined> {
  let step = await reading.next();
  for (; !step.done; step = await reading.next()) {
    if (signal.aborted) {
      await reading.return(undefined);
      return undefined;
    }
    yield* readyIn(collector, context);
  }
  collector.end();
  yield* readyIn(collector, context);
  return step.value;
}

/** What a collector has ready, taken off it. */
export async function* readyIn(
  { ready }: DocumentCollector,
  context: FeatureContext,
): AsyncGenerator<ReadFeature, void> {
  for (const raw of ready) yield await featureFrom(raw, context);
  ready.length = 0;
}
