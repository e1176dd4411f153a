import { Copy, type IconNode, PenTool, Ruler } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { copyText } from "../../ui/copy-text.ts";
import { Icon } from "../../ui/icon.tsx";
import { announce } from "../../ui/live-region.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { MenuPlace } from "../scene/tools/map-tools.ts";
import type { Scene } from "../scene.ts";
import { coordinateLines } from "./coordinates.ts";

interface Item {
  readonly id: string;
  readonly icon: IconNode;
  readonly words: string;
  readonly detail?: string;
  readonly act: () => void;
}

/** What can be done with a place on the map: by right click, long press or Shift+F10. */
export function MapMenu({ scene, room }: { scene: Scene; room: Room }) {
  const place = scene.tools.menu.value;
  if (place === undefined) return null;
  return <OpenMenu key={`${place.x} ${place.y}`} scene={scene} room={room} place={place} />;
}

function OpenMenu({ scene, room, place }: { scene: Scene; room: Room; place: MenuPlace }) {
  const list = useRef<HTMLDivElement>(null);
  const close = () => scene.tools.closeMenu();
  useEffect(() => {
    list.current?.querySelector("button")?.focus({ preventScroll: true });
    const away = (event: Event) => {
      const isInside = event.target instanceof Node && list.current?.contains(event.target);
      if (isInside !== true) scene.tools.closeMenu();
    };
    for (const each of ["pointerdown", "wheel"]) document.addEventListener(each, away, true);
    window.addEventListener("blur", away);
    return () => {
      for (const each of ["pointerdown", "wheel"]) document.removeEventListener(each, away, true);
      window.removeEventListener("blur", away);
    };
  }, [scene]);
  const choose = (item: Item) => {
    close();
    item.act();
  };
  return (
    <div
      ref={list}
      class="map-menu"
      role="menu"
      tabIndex={-1}
      aria-label={say("tools.menu")}
      style={{ "--x": `${place.x}px`, "--y": `${place.y}px` }}
      onKeyDown={(event) => walk(event, list.current, close)}
    >
      {itemsFor(scene, room, place).map((item) => (
        <button key={item.id} type="button" role="menuitem" onClick={() => choose(item)}>
          <Icon of={item.icon} />
          <span>{item.words}</span>
          {item.detail !== undefined && <small>{item.detail}</small>}
        </button>
      ))}
    </div>
  );
}

function itemsFor(scene: Scene, room: Room, { point }: MenuPlace): Item[] {
  const found = room.city.value;
  const lines = coordinateLines(point, found.state === "ready" ? found.city : undefined);
  const copies = lines
    .filter(({ id, text }) => id !== "height" && text !== undefined)
    .map(({ id, label, text = "" }) => ({
      ...{ id, icon: Copy, detail: text },
      words: say("copy.copy-what", { what: label }),
      act: () => void copyPlace(text),
    }));
  return [
    ...copies,
    {
      ...{ id: "measure", icon: Ruler, words: say("tools.measure-here") },
      act: () => scene.tools.start("distance", point),
    },
    {
      ...{ id: "region", icon: PenTool, words: say("tools.region-here") },
      act: () => scene.tools.start("region", point),
    },
  ];
}

async function copyPlace(text: string): Promise<void> {
  announce(say((await copyText(text)) ? "copy.copied" : "copy.failed"));
}

/** Arrows go from item to item, as in every menu; Escape and Tab leave it. */
function walk(event: KeyboardEvent, list: HTMLElement | null, close: () => void): void {
  const items = [...(list?.querySelectorAll("button") ?? [])];
  const now = items.indexOf(document.activeElement as HTMLButtonElement);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: now + 1,
    ArrowUp: now - 1,
    Home: 0,
    End: -1,
  };
  const step = steps[event.key];
  if (step !== undefined) items.at(step % items.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
