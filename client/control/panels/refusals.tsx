import { Fold } from "../../ui/fold.tsx";
import { formatTime } from "../../ui/format-time.ts";
import { say } from "../../ui/words/say.ts";
import type { ToldRefusal } from "../read-sources.ts";

/** What was not taken lately, and why. All of it is text from outside, and only ever text here. */
export function Refusals({ refusals }: { refusals: readonly ToldRefusal[] }) {
  if (refusals.length === 0) return null;
  return (
    <Fold title={say("refusals.title", { count: refusals.length })}>
      {() => (
        <ol class="refusals">
          {refusals.map((refusal, place) => (
            <li key={`${refusal.at} ${place}`}>
              <p class="refusal-head">
                <time
                  dateTime={new Date(refusal.at).toISOString()}
                  title={formatTime(refusal.at, "second")}
                >
                  {formatTime(refusal.at, "clock")}
                </time>
                <span>{refusal.source}</span>
                <span class="code">{refusal.code}</span>
              </p>
              <p>{refusal.message}</p>
              {refusal.entity !== undefined && (
                <p class="quiet">{say("refusals.of-entity", { entity: refusal.entity })}</p>
              )}
            </li>
          ))}
        </ol>
      )}
    </Fold>
  );
}
