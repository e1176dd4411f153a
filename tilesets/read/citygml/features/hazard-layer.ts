import type { Bilingual } from "../../../../shared/city.ts";
import type { Attribute } from "../../../model/attribute.ts";

/** What a hazard is, in people's words, by what its attributes and its files are called. */
const SORTS: readonly (readonly [attribute: RegExp, file: RegExp, name: Bilingual])[] = [
  [/^riverFlooding/, /(^|[/_])fld[/_]/, { en: "River flooding", ja: "洪水浸水想定区域" }],
  [/^tsunami/, /(^|[/_])tnm[/_]/, { en: "Tsunami", ja: "津波浸水想定" }],
  [/^highTide/, /(^|[/_])htd[/_]/, { en: "Storm surge", ja: "高潮浸水想定区域" }],
  [/^inlandFlooding/, /(^|[/_])ifld[/_]/, { en: "Inland flooding", ja: "内水浸水想定区域" }],
  [/^reservoir/, /(^|[/_])rfld[/_]/, { en: "Reservoir flooding", ja: "ため池ハザード" }],
  [/^landSlide/, /(^|[/_])lsld[/_]/, { en: "Landslides", ja: "土砂災害警戒区域" }],
];

/** What attributes of a risk are put under, with the map, the river and the scale that they are of. */
const RISK = /^(\w+RiskAttribute)(?:\[([^\]]*)\])?\//;
/** Of the water bodies in old packages, the folder tells the river, and the file the scale. */
const FOLDER = /\/fld\/(?:natl|pref)\/([^/]+)\/[^/]*?(?:_(l[12]))?(?:_op)?\.gml$/i;

/**
 * Which of several hazards an area is of: they lie over one another, and are looked at one at a time.
 * @param path of its file
 */
export function hazardLayer(attributes: readonly Attribute[], path: string): Bilingual {
  for (const attribute of attributes) {
    const risk = RISK.exec(attribute.path);
    const [, name = "", which] = risk ?? [];
    const sort = SORTS.find(([pattern]) => pattern.test(name));
    if (sort !== undefined) return named(sort[2], which);
  }
  const sort = SORTS.find(([, pattern]) => pattern.test(path));
  if (sort === undefined) return { en: "Hazard areas", ja: "災害リスク区域" };
  const [, river, scale] = FOLDER.exec(path) ?? [];
  return named(sort[2], [river, scale?.toUpperCase()].filter(Boolean).join("・"));
}

function named(sort: Bilingual, which: string | undefined): Bilingual {
  return which ? { en: `${sort.en}: ${which}`, ja: `${sort.ja}: ${which}` } : sort;
}
