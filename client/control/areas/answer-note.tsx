import { PROVENANCES } from "../../../shared/entity.ts";
import { everySecond } from "../../ui/beat.ts";
import { formatAge } from "../../ui/format-age.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { ProvenanceLabel } from "../../ui/provenance-label.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

/** How the counts came about: when, how fast, by what, and from what sort of data. */
export function AnswerNote({ room }: { room: Room }) {
  everySecond.value;
  const news = room.answers.news.value;
  if (news === undefined) return null;
  const { at, took, method } = news.answer;
  const age = formatAge(Math.max(0, (room.link.serverNow() - at) / 1_000));
  const milliseconds = formatNumber(took, { digits: took < 10 ? 1 : 0 });
  const counted = PROVENANCES.filter((each) =>
    news.census.some(({ provenance, total }) => provenance === each && total > 0),
  );
  return (
    <p class="answer-note quiet" title={say("areas.method", { method })}>
      <span>{say("areas.counted", { age, took: milliseconds })}</span>
      {counted
        .filter((each) => each !== "live" || counted.length > 1)
        .map((each) => (
          <ProvenanceLabel key={each} of={each} />
        ))}
    </p>
  );
}
