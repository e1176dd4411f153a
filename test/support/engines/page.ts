import type { Engine } from "./engine.ts";

declare global {
  interface Window {
    engine: Engine;
  }
}

const name = new URL(location.href).searchParams.get("engine") ?? "";
const container = document.querySelector<HTMLElement>("#map");
if (container === null) throw new Error("engines: the page has no #map");
window.engine = await openEngine(name, container);

async function openEngine(which: string, map: HTMLElement): Promise<Engine> {
  if (which === "cesium") return new (await import("./draw-cesium.ts")).CesiumEngine(map);
  if (which === "three") return new (await import("./draw-three.ts")).ThreeEngine(map);
  if (which === "deck") return new (await import("./draw-deck.ts")).DeckEngine(map);
  throw new Error(`engines: there is no engine ${which}`);
}
