import { X } from "lucide";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Docks } from "./docks.ts";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon-button.tsx";
import type { PanelParts } from "./panel.tsx";
import { say } from "./words/say.ts";

/** A phone's panels: tabs at the bottom, and the chosen panel in a sheet above them. */
export function Sheet({ docks, panels }: { docks: Docks; panels: readonly PanelParts[] }) {
  const shown = panels.find(({ id }) => id === docks.sheet.value);
  const scrolled = useRef(new Map<string, number>());
  return (
    <>
      {shown !== undefined && (
        <SheetBody key={shown.id} parts={shown} docks={docks} scrolled={scrolled.current} />
      )}
      <Tabs docks={docks} panels={panels} shown={shown?.id} />
    </>
  );
}

interface TabsProps {
  readonly docks: Docks;
  readonly panels: readonly PanelParts[];
  readonly shown: string | undefined;
}

/** More than fit are reached by sliding; the one that is open is always in sight. */
function Tabs({ docks, panels, shown }: TabsProps) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const tab = row.current?.querySelector("[aria-expanded=true]");
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [shown]);
  return (
    <nav class="tabs" aria-label={say("sheet.tabs")} ref={row}>
      {panels.map(({ id, icon, title }) => (
        <button
          key={id}
          type="button"
          aria-expanded={id === shown}
          onClick={() => {
            docks.sheet.value = id === shown ? undefined : id;
          }}
        >
          <Icon of={icon} />
          <span>{title}</span>
        </button>
      ))}
    </nav>
  );
}

interface SheetBodyProps {
  readonly parts: PanelParts;
  readonly docks: Docks;
  /** How far each panel was scrolled when it was left. */
  readonly scrolled: Map<string, number>;
}

function SheetBody({ parts, docks, scrolled }: SheetBodyProps) {
  const { id, icon, title, actions, body } = parts;
  const sheet = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = sheet.current;
    if (element !== null) element.scrollTop = scrolled.get(id) ?? 0;
    return () => {
      scrolled.set(id, element?.scrollTop ?? 0);
    };
  }, [id, scrolled]);
  return (
    <section
      class="sheet panel"
      id={`panel-${id}`}
      aria-labelledby={`panel-${id}-title`}
      ref={sheet}
    >
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
