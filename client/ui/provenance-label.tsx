import { Clapperboard, FlaskConical, type IconNode, Radio } from "lucide";
import type { ComponentChildren } from "preact";
import type { Provenance } from "../../shared/entity.ts";
import { Icon } from "./icon.tsx";
import { say } from "./words/say.ts";

const ICONS: Readonly<Record<Provenance, IconNode>> = {
  live: Radio,
  recorded: Clapperboard,
  simulated: FlaskConical,
};

export interface ProvenanceLabelProps {
  readonly of: Provenance;
  /** What follows the word: a recording's own time. */
  readonly children?: ComponentChildren;
}

/** How something came to be known: by shape, icon and word, and never by colour alone. */
export function ProvenanceLabel({ of, children }: ProvenanceLabelProps) {
  return (
    <span class={`provenance ${of}`} title={say(`provenance.${of}-title`)}>
      <Icon of={ICONS[of]} />
      {say(`provenance.${of}`)}
      {children}
    </span>
  );
}
