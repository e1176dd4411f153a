import type { CitySource } from "../../shared/city.ts";
import { languageOf } from "./words/language-of.ts";
import { say } from "./words/say.ts";

export interface SourceListProps {
  readonly sources: readonly CitySource[];
  /** What is to be credited and stands in none of them. */
  readonly credits: readonly string[];
}

/** Where a city's data comes from: who made it, what it shows, under which licence, and where it is. */
export function SourceList({ sources, credits }: SourceListProps) {
  return (
    <ul class="source-list">
      {sources.map((source) => (
        <li key={`${source.title} ${source.url ?? ""}`}>
          <SourceTitle source={source} />
          <Facts source={source} />
        </li>
      ))}
      {otherCredits(credits, sources).map((credit) => (
        <li key={credit} lang={languageOf(credit)}>
          {credit}
        </li>
      ))}
    </ul>
  );
}

/** Credits that no source says already. */
export function otherCredits(
  credits: readonly string[],
  sources: readonly CitySource[],
): readonly string[] {
  return credits.filter((credit) => !sources.some(({ title }) => credit.includes(title)));
}

function SourceTitle({ source: { title, url } }: { source: CitySource }) {
  const address = safeAddress(url);
  const tongue = languageOf(title);
  if (address === undefined) return <strong lang={tongue}>{title}</strong>;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" lang={tongue}>
      {title}
    </a>
  );
}

function Facts({ source: { publisher, licence, vintage } }: { source: CitySource }) {
  const facts = [
    [say("model.publisher"), publisher],
    [say("model.vintage"), vintage],
    [say("model.licence"), licence],
  ] as const;
  const told = facts.flatMap(([name, text]) => (text ? [[name, text] as const] : []));
  if (told.length === 0) return null;
  return (
    <dl class="source-facts">
      {told.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd lang={languageOf(text)}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Of the web and nothing else: data must not bring a script. */
function safeAddress(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? href : undefined;
}
