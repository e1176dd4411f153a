import { ChevronDown, ChevronUp } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";
import { otherCredits, SourceList } from "../../ui/source-list.tsx";
import { languageOf } from "../../ui/words/language-of.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { Scene } from "../scene.ts";

/** Letters that credits may have before they fold into a list. */
const LONGEST_LINE = 60;

/** Who is to be credited for what the map shows: in a line, or in a list where that would be long. */
export function Credits({ scene, room }: { scene: Scene; room: Room }) {
  const credits = scene.attribution.value;
  const found = room.city.value;
  const city = found.state === "ready" ? found.city : undefined;
  const sources = city?.sources ?? [];
  const line = credits.join(" · ");
  const isInvented = city?.invented === true;
  if (credits.length === 0 && sources.length === 0 && !isInvented) return null;
  const isLong = sources.length > 0 || line.length > LONGEST_LINE;
  return (
    <div class="attribution" title={say("map.attribution")}>
      {isInvented && <strong title={say("map.invented-title")}>{say("map.invented")}</strong>}
      {isInvented && line !== "" && " · "}
      {isLong ? (
        <CreditList names={namesOf(credits, sources)}>
          <SourceList sources={sources} credits={credits} />
        </CreditList>
      ) : (
        <span lang={languageOf(line)}>{line}</span>
      )}
    </div>
  );
}

function namesOf(
  credits: readonly string[],
  sources: Parameters<typeof otherCredits>[1],
): readonly string[] {
  return [...sources.map(({ title }) => title), ...otherCredits(credits, sources)];
}

interface CreditListProps {
  readonly names: readonly string[];
  readonly children: preact.ComponentChildren;
}

/** The first of them, which is never hidden, and the rest when it is asked for. */
function CreditList({ names, children }: CreditListProps) {
  const [open, setOpen] = useState(false);
  const [first = "", ...rest] = names;
  const told = rest.length === 0 ? first : say("model.data-more", { first, count: rest.length });
  return (
    <>
      <button
        type="button"
        class="text-button credits-button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {say("model.data")}: <span lang={languageOf(first)}>{told}</span>
        <Icon of={open ? ChevronDown : ChevronUp} />
      </button>
      {open && <div class="credits-list">{children}</div>}
    </>
  );
}
