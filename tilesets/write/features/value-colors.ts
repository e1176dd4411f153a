import type { Rgb } from "../../model/city-model.ts";

/** What a value of an attribute looks like on the map: first the attribute, then its code and its words. */
interface Meaning {
  readonly path: RegExp;
  readonly values: readonly (readonly [code: RegExp | undefined, words: RegExp, color: Rgb])[];
}

/** Depth of water in Japan's six ranks, shallow and pale to deep and dark: lightness alone tells them apart. */
export const DEPTH_COLORS: readonly Rgb[] = [
  [218, 233, 246],
  [172, 205, 234],
  [116, 174, 220],
  [62, 132, 194],
  [26, 88, 156],
  [10, 44, 100],
];
/** Metres at which the second to the sixth rank begin. */
const DEPTHS = [0.5, 3, 5, 10, 20] as const;

const NONE: RegExp | undefined = undefined;

/** By depth, the ranks of all flood maps: `WaterBody…RiskAttribute_rank.xml`. */
const RANKS: Meaning = {
  path: /(^|\/)rank(Org)?$/,
  values: [
    [/^1$/, /^(1|0\.5 ?m未満)$/, DEPTH_COLORS[0] as Rgb],
    [/^2$/, /^(2$|0\.5 ?m以上)/, DEPTH_COLORS[1] as Rgb],
    [/^3$/, /^(3$|3 ?m以上)/, DEPTH_COLORS[2] as Rgb],
    [/^4$/, /^(4$|5 ?m以上)/, DEPTH_COLORS[3] as Rgb],
    [/^5$/, /^(5$|10 ?m以上)/, DEPTH_COLORS[4] as Rgb],
    [/^6$/, /^(6$|20 ?m以上)/, DEPTH_COLORS[5] as Rgb],
  ],
};

/** Landslides: zones, and within them those of the greatest danger. */
const SLIDES: Meaning = {
  path: /(^|\/)areaType$/,
  values: [
    [NONE, /特別警戒区域/, [188, 70, 44]],
    [NONE, /警戒区域/, [238, 196, 86]],
  ],
};

/** `Common_landUseType.xml`, and the words of other surveys. */
const LAND: Meaning = {
  path: /^(class|usage|function)$|landUse\w*$/i,
  values: [
    [/^201$/, /^田($|[（(])|水田|paddy/i, [196, 212, 150]],
    [/^(202|202\d|260|219)$/, /^畑|樹園|採草|農地|農林|farm|cropland|agricultur/i, [214, 208, 150]],
    [/^203$/, /山林|樹林|森林|forest|woodland/i, [118, 150, 108]],
    [/^(204|204\d)$/, /水面|河川|湖沼|ため池|用水路|運河|water/i, [134, 174, 200]],
    [/^(205|205\d)$/, /自然地|原野|荒れ地|低湿地|河原|海浜/, [176, 190, 144]],
    [/^(211|211\d|251|261)$/, /住宅|宅地|residential/i, [236, 218, 178]],
    [/^(212|212\d)$/, /商業|業務|宿泊|commercial|retail/i, [222, 158, 142]],
    [/^213$/, /工業|industr/i, [176, 164, 198]],
    [/^(214|214\d|218)$/, /公益|官公庁|文教|厚生|供給処理|公的施設/, [204, 178, 152]],
    [/^(215|215\d|216|262)$/, /道路|交通|鉄軌道|駅前/, [164, 166, 168]],
    [/^(217|217\d|220)$/, /公園|緑地|運動場|墓園|ゴルフ|広場|park|recreation/i, [150, 186, 132]],
    [/^(221|222|223|223\d|263)$/, /空地|駐車場|跡地|vacant/i, [206, 204, 196]],
  ],
};

/** Zones of use, as city plans are coloured: living greens and yellows, trade reds, industry blues. */
const ZONES: Meaning = {
  path: /(^|\/)(class|usage|function|areaClassification\w*|districtsAndZonesType)(\[[^\]]*\])?$/,
  values: [
    [NONE, /第[1１一]種低層/, [84, 160, 130]],
    [NONE, /第[2２二]種低層|田園住居/, [132, 190, 154]],
    [NONE, /第[1１一]種中高層/, [170, 208, 120]],
    [NONE, /第[2２二]種中高層/, [200, 220, 140]],
    [NONE, /第[1１一]種住居/, [240, 228, 128]],
    [NONE, /第[2２二]種住居/, [244, 208, 112]],
    [NONE, /準住居/, [242, 182, 92]],
    [NONE, /近隣商業/, [232, 160, 150]],
    [NONE, /商業地域/, [206, 92, 84]],
    [NONE, /準工業/, [178, 156, 204]],
    [NONE, /工業専用/, [74, 96, 160]],
    [NONE, /工業地域/, [126, 150, 204]],
    [NONE, /準防火/, [240, 200, 168]],
    [NONE, /防火地域/, [204, 110, 70]],
    [NONE, /緑地|緑化|風致|生産緑地|景観/, [110, 160, 96]],
    [NONE, /市街化調整/, [206, 212, 176]],
    [NONE, /市街化区域|誘導区域/, [230, 190, 150]],
    [NONE, /高度/, [158, 128, 168]],
  ],
};

/** `PlantCover_class.xml`. */
const PLANTS: Meaning = {
  path: /^class$/,
  values: [
    [NONE, /^高木/, [92, 124, 80]],
    [NONE, /^中木/, [112, 142, 92]],
    [NONE, /^低木/, [136, 162, 108]],
    [NONE, /^(地被|草花)/, [162, 184, 124]],
  ],
};

/** `TrafficArea_function.xml`, where a road is given in parts of its own. */
const WAYS: Meaning = {
  path: /^function$/,
  values: [
    [/^2000$/, /歩道|自転車/, [186, 182, 174]],
    [/^3000$/, /^島$|分離帯|植樹/, [164, 170, 150]],
  ],
};

export const MEANINGS = {
  hazard: [RANKS, SLIDES],
  "land-use": [LAND],
  "urban-plan": [ZONES, LAND],
  vegetation: [PLANTS],
  road: [WAYS],
} as const;

/** The colour that a value has on maps; undefined where it has none of its own. */
export function valueColor(
  meanings: readonly Meaning[],
  path: string,
  value: string,
  code: string | undefined,
): Rgb | undefined {
  for (const { path: known, values } of meanings) {
    if (!known.test(path)) continue;
    for (const [codes, words, color] of values)
      if ((code !== undefined && codes?.test(code)) || words.test(value)) return color;
  }
  return undefined;
}

/** @param depth of water, metres */
export function depthColor(depth: number): Rgb {
  const rank = DEPTHS.filter((begin) => depth >= begin).length;
  return DEPTH_COLORS[rank] as Rgb;
}
