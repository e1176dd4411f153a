import type { LabelTable } from "./label-table.ts";

/** i-UR: floods and landslides, of buildings and as areas. */
export const HAZARD_LABELS: LabelTable = {
  riverFloodingRiskAttribute: ["洪水", "River flood"],
  tsunamiRiskAttribute: ["津波", "Tsunami"],
  highTideRiskAttribute: ["高潮", "Storm surge"],
  inlandFloodingRiskAttribute: ["内水氾濫", "Inland flood"],
  reservoirFloodingRiskAttribute: ["ため池ハザード", "Reservoir flood"],
  landSlideRiskAttribute: ["土砂災害", "Landslide"],
  landslideRiskAttribute: ["土砂災害", "Landslide"],
  "*RiskAttribute/description": ["想定図", "Hazard map"],
  "*RiskAttribute/depth": ["浸水深", "Depth"],
  rank: ["浸水ランク", "Depth class"],
  rankOrg: ["浸水ランク", "Depth class"],
  duration: ["継続時間", "Lasts"],
  adminType: ["管理者", "Administered by"],
  scale: ["想定規模", "Assumption"],
  areaType: ["区域", "Zone"],
  disasterType: ["災害の種類", "Kind of disaster"],
  zoneNumber: ["区域番号", "Zone number"],
  zoneName: ["区域名", "Zone name"],
  "*RiskAttribute/status": ["指定の状態", "Designation"],
  arrivalTime: ["到達時間", "Arrives after"],
  waterLevel: ["水位", "Water level"],
  fiscalYearOfPublication: ["公表年度", "Published in"],
  language: ["言語", "Language"],
};
