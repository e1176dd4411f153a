import { ArrowRight, type IconNode, LandPlot, MessageSquareText, Monitor, Sparkles } from "lucide";
import { BUILD } from "../ui/build-facts.ts";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/words/say.ts";

/** The pages that there can be, in the order they are offered. */
const PAGES = [
  ["control", Monitor],
  ["plan", LandPlot],
  ["exhibit", Sparkles],
  ["report", MessageSquareText],
] as const satisfies readonly (readonly [string, IconNode])[];

/** The pages that there are: what was not built is not offered. */
export function PageCards() {
  const built = PAGES.filter(([name]) => BUILD.pages.includes(name));
  return (
    <nav class="cards" aria-label={say("page.home-pages")}>
      {built.map(([name, icon]) => (
        <a key={name} class="card" href={`/${name}`}>
          <Icon of={icon} class="large" />
          <span class="card-words">
            <strong>{say(`page.home-${name}`)}</strong>
            <span>{say(`page.home-${name}-text`)}</span>
          </span>
          <Icon of={ArrowRight} />
        </a>
      ))}
    </nav>
  );
}
