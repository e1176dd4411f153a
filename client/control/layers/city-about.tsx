import { FEATURE_CLASSES } from "../../../shared/feature-class.ts";
import { Fold } from "../../ui/fold.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { SourceList } from "../../ui/source-list.tsx";
import { languageOf } from "../../ui/words/language-of.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

/** What the city's model is: real or invented, from whom, as of when, how many of what, and how high is zero. */
export function CityAbout({ room }: { room: Room }) {
  const found = room.city.value;
  if (found.state !== "ready") return null;
  const { city } = found;
  const { invented, attribution, sources = [], reference, counts } = city;
  const isTold = invented === true || sources.length > 0 || attribution.length > 0;
  // A city that is served as it came says nothing: then there is nothing to open.
  if (!isTold && reference === undefined && counts === undefined) return null;
  return (
    <Fold title={say("model.about")}>
      {() => (
        <div class="city-about">
          {invented === true && <p>{say("map.invented-title")}</p>}
          {!isTold && <p class="quiet">{say("model.no-source")}</p>}
          {invented !== true && sources.length > 0 && <p>{say("model.real")}</p>}
          <SourceList sources={sources} credits={attribution} />
          <dl class="facts">
            {reference !== undefined && (
              <>
                <dt>{say("model.heights")}</dt>
                <dd lang={languageOf(reference.heights)}>{reference.heights}</dd>
                <dt>{say("model.crs")}</dt>
                <dd class="code">{reference.crs.join(", ")}</dd>
              </>
            )}
            {FEATURE_CLASSES.map((each) => (
              <Count key={each} of={each} count={counts?.[each] ?? 0} />
            ))}
          </dl>
        </div>
      )}
    </Fold>
  );
}

function Count({ of, count }: { of: (typeof FEATURE_CLASSES)[number]; count: number }) {
  if (count === 0) return null;
  return (
    <>
      <dt>{say(`class.${of}`)}</dt>
      <dd>{formatNumber(count, { digits: 0 })}</dd>
    </>
  );
}
