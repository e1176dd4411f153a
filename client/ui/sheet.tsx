import { X } from "lucide";
import type { Docks } from "./docks.ts";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon-button.tsx";
import type { PanelParts } from "./panel.tsx";
import { say } from "./words/say.ts";

/** A phone's panels: tabs at the bottom, and the chosen panel in a sheet above them. */
export function Sheet({ docks, panels }: { docks: Docks; panels: readonly PanelParts[] }) {
  const shown = panels.find(({ id }) => id === docks.sheet.value);
  return (
    <>
      {shown !== undefined && <SheetBody parts={shown} docks={docks} />}
      <nav class="tabs">
        {panels.map(({ id, icon, title }) => (
          <button
            key={id}
            type="button"
            aria-expanded={id === shown?.id}
            onClick={() => {
              docks.sheet.value = id === shown?.id ? undefined : id;
            }}
          >
            <Icon of={icon} />
            {title}
          </button>
        ))}
      </nav>
    </>
  );
}

function SheetBody({ parts, docks }: { parts: PanelParts; docks: Docks }) {
  const { id, icon, title, actions, body } = parts;
  return (
    <section class="sheet panel" id={`panel-${id}`} aria-labelledby={`panel-${id}-title`}>
      <div class="panel-head">
        <h2 class="panel-fold" id={`panel-${id}-title`} tabIndex={-1}>
          <Icon of={icon} />
          {title}
        </h2>
        {actions}
        <IconButton
          icon={X}
          label={say("sheet.close")}
          onClick={() => {
            docks.sheet.value = undefined;
          }}
        />
      </div>
      <div class="panel-body">{body()}</div>
    </section>
  );
}
