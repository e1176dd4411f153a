import { type IconNode, LandPlot, MoveVertical, PenTool, Ruler } from "lucide";
import type { ToolName } from "../scene/tools/map-tools.ts";

/** One sign for each tool, wherever it is offered. */
export const TOOL_ICONS: Readonly<Record<ToolName, IconNode>> = {
  distance: Ruler,
  height: MoveVertical,
  area: LandPlot,
  region: PenTool,
};
