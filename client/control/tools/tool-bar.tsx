import { Check, Crosshair, type IconNode, Undo2, X } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";
import { announce } from "../../ui/live-region.tsx";
import { say } from "../../ui/words/say.ts";
import type { MapTools, ToolState } from "../scene/tools/map-tools.ts";
import { measure } from "./measure.ts";
import { sayReading } from "./say-reading.ts";
import { TOOL_ICONS } from "./tool-icons.ts";

/** While a tool is in use: what it reads, what to do next, and buttons for whoever has no keys. */
export function ToolBar({ tools }: { tools: MapTools }) {
  const state = tools.state.value;
  const results = tools.results.value.length;
  const before = useRef(results);
  useEffect(() => {
    if (results > before.current) announce(saidResult(tools));
    before.current = results;
  }, [tools, results]);
  if (state === undefined || state.finished) return null;
  return (
    <>
      {tools.aim.value === "crosshair" && <MiddleMark />}
      <ActiveTool key={state.tool} tools={tools} state={state} />
    </>
  );
}

function ActiveTool({ tools, state }: { tools: MapTools; state: ToolState }) {
  const { tool, points, hovering, fault } = state;
  const isCrosshair = tools.aim.value === "crosshair";
  const all = hovering === undefined ? points : [...points, hovering];
  const reading = measure(tool, all);
  const number = reading && sayReading(reading);
  const next = hintFor(state, isCrosshair);
  useSpoken(state, next);
  return (
    <fieldset class="tool-bar" aria-label={say(`tools.tool-${tool}`)}>
      <p class="tool-now">
        <Icon of={TOOL_ICONS[tool]} />
        <span>{say(`tools.tool-${tool}`)}</span>
        <strong>{number ?? "–"}</strong>
      </p>
      <p class={fault === undefined ? "tool-hint" : "tool-hint fault"}>
        {fault === undefined ? next : say(`tools.fault-${fault}`)}
      </p>
      <div class="tool-buttons">
        {isCrosshair && (
          <ToolButton icon={Crosshair} label={say("tools.set")} act={() => tools.setPoint()} />
        )}
        <ToolButton
          icon={Undo2}
          label={say("tools.undo")}
          disabled={points.length === 0}
          act={() => tools.undoPoint()}
        />
        <ToolButton icon={Check} label={say("tools.finish")} act={() => tools.finish()} />
        <ToolButton icon={X} label={say("tools.cancel")} act={() => tools.cancel()} />
      </div>
    </fieldset>
  );
}

interface ToolButtonProps {
  readonly icon: IconNode;
  readonly label: string;
  readonly disabled?: boolean;
  readonly act: () => void;
}

function ToolButton({ icon, label, disabled = false, act }: ToolButtonProps) {
  return (
    <button type="button" class="button" disabled={disabled} onClick={act}>
      <Icon of={icon} />
      {label}
    </button>
  );
}

/** What to do next, by the hand that is at work. */
function hintFor({ tool, points }: ToolState, isCrosshair: boolean): string {
  const hand = isCrosshair ? "keys" : "pointer";
  if (tool === "height") {
    const building = points[0]?.building;
    if (points.length === 0) return say(`tools.hint-height-${hand}`);
    return say(building === undefined ? "tools.hint-height-second" : "tools.hint-height-building");
  }
  const ring = tool !== "distance";
  const enough = points.length >= (ring ? 3 : 2);
  if (enough) return say(`tools.hint-finish-${hand}`);
  return say(points.length === 0 ? `tools.hint-first-${hand}` : `tools.hint-next-${hand}`);
}

/** A screen reader hears what to do when a tool begins, each point set or taken back, and each fault. */
function useSpoken({ points, fault }: ToolState, next: string): void {
  const count = useRef(-1);
  useEffect(() => {
    if (fault !== undefined) announce(say(`tools.fault-${fault}`));
  }, [fault]);
  useEffect(() => {
    const isFirst = count.current === -1;
    count.current = points.length;
    announce(isFirst ? next : `${say("tools.said-points", { count: points.length })} ${next}`);
    // Only a change of how many points there are is news; the hint follows from it.
  }, [points.length]);
}

function saidResult(tools: MapTools): string {
  const last = tools.results.peek().at(-1);
  const reading = last && measure(last.tool, last.points);
  const number = (reading && sayReading(reading)) ?? "";
  return last === undefined
    ? ""
    : say("tools.said-result", { tool: say(`tools.tool-${last.tool}`), number });
}

/** Where a key sets a point. */
function MiddleMark() {
  return (
    <svg class="middle-mark" viewBox="-20 -20 40 40" aria-hidden="true">
      {["rim", "core"].map((name) => (
        <path key={name} class={name} d="M-18 0H-5M5 0H18M0 -18V-5M0 5V18M-.5 0H.5" />
      ))}
    </svg>
  );
}
