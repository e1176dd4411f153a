import { TILE_LIMITS } from "../../../limits.ts";
import type { StoredFile } from "../../input-file.ts";
import { readXml } from "../../xml/read-xml.ts";

/** Labels by their codes. */
export type Codelist = ReadonlyMap<string, string>;

/** What one definition says, by the local names of its elements. */
interface Definition {
  name?: string;
  description?: string;
  identifier?: string;
}

/**
 * A `gml:Dictionary`: of each definition the code is `gml:name` and the label `gml:description`, or, as
 * GML 3.2 has it too, `gml:identifier` and `gml:name`. Undefined where it is not readable or has none.
 */
export async function readCodelist(file: StoredFile): Promise<Codelist | undefined> {
  const labels = new Map<string, string>();
  let definition: Definition | undefined;
  let text = "";
  const reading = readXml(file, {
    open({ local }) {
      text = "";
      if (local === "Definition" || local === "DefinitionProxy") definition = {};
    },
    text(piece) {
      if (text.length < TILE_LIMITS.attributeLength) text += piece;
    },
    close({ local }) {
      if (local === "Definition" && definition !== undefined) {
        keep(labels, definition);
        definition = undefined;
      } else if (definition !== undefined && isPart(local)) {
        definition[local] ??= text.trim();
      }
      text = "";
    },
  });
  for (let step = await reading.next(); ; step = await reading.next()) {
    if (step.done) return step.value === undefined && labels.size > 0 ? labels : undefined;
    if (labels.size > TILE_LIMITS.codes) return undefined;
  }
}

function isPart(local: string): local is keyof Definition {
  return local === "name" || local === "description" || local === "identifier";
}

function keep(labels: Map<string, string>, { name, description, identifier }: Definition): void {
  const [code, label] = description ? [name ?? identifier, description] : [identifier, name];
  if (code && label && !labels.has(code)) labels.set(code, label);
}
