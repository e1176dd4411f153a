import { Trash2 } from "lucide";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { say } from "../../ui/words/say.ts";
import type { MapTools, Measurement } from "../scene/tools/map-tools.ts";
import { measure } from "./measure.ts";
import { resultFacts } from "./result-facts.ts";
import { resultText } from "./result-text.ts";
import { sayReading } from "./say-reading.ts";
import { TOOL_ICONS } from "./tool-icons.ts";

/** What was measured, each with all its numbers; it can be copied and taken away. */
export function Results({ tools }: { tools: MapTools }) {
  const results = tools.results.value;
  if (results.length === 0) return <p class="quiet tools-note">{say("tools.none")}</p>;
  return (
    <>
      <ul class="results">
        {results.map((result) => (
          <Result key={result.id} result={result} tools={tools} />
        ))}
      </ul>
      {results.length > 1 && (
        <button type="button" class="button" onClick={() => tools.remove()}>
          <Icon of={Trash2} />
          {say("tools.clear")}
        </button>
      )}
    </>
  );
}

function Result({ result, tools }: { result: Measurement; tools: MapTools }) {
  const { id, tool, points } = result;
  const reading = measure(tool, points);
  if (reading === undefined) return null;
  const name = `${say(`tools.tool-${tool}`)} ${id}`;
  return (
    <li>
      <div class="result-head">
        <Icon of={TOOL_ICONS[tool]} />
        <span class="result-name">{name}</span>
        <strong>{sayReading(reading)}</strong>
        <CopyButton text={resultText(name, reading, points)} what={name} />
        <IconButton
          small
          icon={Trash2}
          label={say("tools.remove", { result: name })}
          onClick={() => tools.remove(id)}
        />
      </div>
      <dl class="result-facts">
        {resultFacts(reading).map(([words, number]) => (
          <div key={words} class="result-fact">
            <dt>{words}</dt>
            <dd>{number}</dd>
          </div>
        ))}
      </dl>
      {points.some(({ found }) => found === "ground") && (
        <p class="quiet tools-note">{say("tools.on-level-ground")}</p>
      )}
    </li>
  );
}
