import { Building, MapPin } from "lucide";
import type { Found } from "../../../shared/found.ts";
import { Icon } from "../../ui/icon.tsx";
import { KindSymbol } from "../../ui/kind-symbol.tsx";
import { say } from "../../ui/words/say.ts";
import { PLACE_ICONS } from "./place-icons.ts";
import { sayFound } from "./say-found.ts";

export interface FoundOptionProps {
  readonly id: string;
  readonly found: Found;
  readonly active: boolean;
  readonly onChoose: () => void;
}

/** One thing that was found: its sign, its name, what it is and where. */
export function FoundOption({ id, found, active, onChoose }: FoundOptionProps) {
  const { name, what, where } = sayFound(found);
  const provenance = found.type === "entity" ? say(`provenance.${found.provenance}`) : "";
  const facts = [what, where, provenance].filter((each) => each !== "");
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, where the focus stays
    // biome-ignore lint/a11y/useFocusableInteractive: the field points at it by aria-activedescendant
    <div class="found-option" id={id} role="option" aria-selected={active} onClick={onChoose}>
      <FoundSign found={found} />
      <span class="found-words">
        <span class="found-name">{name}</span>
        <span class="found-facts">{facts.join(" · ")}</span>
      </span>
    </div>
  );
}

function FoundSign({ found }: { found: Found }) {
  if (found.type === "entity")
    return <KindSymbol kind={found.kind} provenance={found.provenance} />;
  const icon = found.type === "building" ? Building : (PLACE_ICONS[found.place] ?? MapPin);
  return <Icon of={icon} class="found-icon" />;
}
