import type { Bilingual } from "../../../shared/city.ts";
import type { RoadClass } from "../../../shared/city-networks.ts";
import type { Point2 } from "../../model/city-model.ts";

/** A road laid by hand; the seed moves its points a little. */
export interface MainRoad {
  readonly class: RoadClass;
  readonly name?: Bilingual;
  readonly line: readonly Point2[];
  /** No pavements: it leads through fields or woods. */
  readonly rural?: boolean;
  /** Straight from point to point. */
  readonly angular?: boolean;
}

function named(en: string, ja: string): Bilingual {
  return { en, ja };
}

const RING = named("Hamatsuki Ring Road", "浜月環状線");
const NATIONAL = named("National Avenue", "国道通り");
const HARBOUR = named("Minato-dori", "港通り");

/** In the order in which they are laid: a later one joins the earlier ones that it touches. */
export const MAIN_ROADS: readonly MainRoad[] = [
  {
    class: "arterial",
    name: RING,
    line: [
      [-1400, -240],
      [-1500, -60],
      [-1505, 150],
      [-1400, 400],
      [-1080, 660],
      [-620, 785],
      [-60, 860],
      [240, 885],
      [520, 890],
      [850, 900],
      [1300, 845],
      [1560, 720],
      [1735, 450],
      [1800, 120],
      [1795, -160],
      [1745, -440],
    ],
  },
  {
    class: "arterial",
    name: HARBOUR,
    line: [
      [1745, -440],
      [1570, -650],
      [1350, -720],
      [930, -760],
      [480, -790],
      [150, -800],
      [-330, -830],
      [-700, -780],
      [-950, -690],
      [-1075, -510],
      [-1230, -350],
      [-1400, -240],
    ],
  },
  {
    class: "arterial",
    name: NATIONAL,
    line: [
      [-1500, -75],
      [-1045, -150],
      [-680, -200],
      [-305, -230],
      [-30, -240],
      [160, -250],
      [440, -250],
      [860, -230],
      [1300, -200],
      [1795, -160],
    ],
  },
  {
    class: "arterial",
    name: named("Station Avenue", "駅前大通り"),
    line: [
      [-300, 60],
      [-305, -230],
      [-320, -540],
      [-330, -830],
    ],
  },
  {
    class: "collector",
    name: named("Iso Coast Road", "磯浜通り"),
    rural: true,
    line: [
      [-1400, -240],
      [-1620, -260],
      [-1800, -250],
      [-1900, -450],
      [-1885, -720],
      [-1740, -930],
      [-1500, -1075],
      [-1330, -1095],
      [-1150, -1010],
      [-1010, -850],
      [-950, -690],
    ],
  },
  {
    class: "collector",
    name: named("Asahi-dori", "旭通り"),
    line: [
      [-1080, 660],
      [-1075, 400],
      [-1055, 80],
      [-1045, -150],
      [-1050, -330],
      [-1085, -500],
    ],
  },
  {
    class: "collector",
    name: named("Sakura-dori", "桜通り"),
    line: [
      [-600, 1105],
      [-620, 785],
      [-640, 470],
      [-670, 150],
      [-680, -200],
      [-690, -490],
      [-700, -780],
    ],
  },
  {
    class: "collector",
    name: named("Tsukimi-dori", "月見通り"),
    line: [
      [-40, 1195],
      [-60, 860],
      [-40, 520],
      [-30, 200],
      [-30, -240],
      [0, -530],
      [10, -815],
    ],
  },
  {
    class: "collector",
    name: named("Kawahigashi-dori", "川東通り"),
    line: [
      [860, 1170],
      [850, 900],
      [835, 580],
      [830, 300],
      [860, -230],
      [900, -500],
      [930, -760],
    ],
  },
  {
    class: "collector",
    name: named("Aoba-dori", "青葉通り"),
    line: [
      [1300, 845],
      [1290, 590],
      [1270, 250],
      [1300, -200],
      [1330, -470],
      [1350, -720],
    ],
  },
  {
    class: "collector",
    name: named("Kita-dori", "北通り"),
    line: [
      [-1400, 400],
      [-1075, 440],
      [-640, 480],
      [-340, 500],
      [-40, 520],
      [200, 545],
      [560, 560],
      [835, 580],
      [1290, 600],
      [1690, 570],
    ],
  },
  {
    class: "collector",
    name: named("Shiomi-dori", "潮見通り"),
    line: [
      [-1050, -370],
      [-690, -480],
      [-320, -540],
      [0, -530],
      [180, -525],
      [400, -520],
      [900, -500],
      [1330, -470],
      [1745, -440],
    ],
  },
  {
    class: "collector",
    name: named("Yamate-dori", "山手通り"),
    line: [
      [-860, 735],
      [-900, 960],
      [-600, 1105],
      [-250, 1180],
      [-40, 1195],
      [200, 1230],
      [470, 1240],
      [860, 1170],
      [1150, 1120],
      [1390, 1040],
      [1420, 810],
    ],
  },
  {
    class: "collector",
    name: named("Hatsukari Slope", "初雁坂"),
    rural: true,
    line: [
      [-900, 960],
      [-1040, 1080],
      [-1230, 1140],
      [-1400, 1250],
      [-1450, 1420],
      [-1340, 1560],
      [-1120, 1580],
      [-970, 1480],
      [-820, 1400],
      [-700, 1260],
      [-600, 1105],
    ],
  },
  {
    class: "street",
    rural: true,
    line: [
      [-1400, 1250],
      [-1250, 1290],
      [-1080, 1330],
      [-970, 1480],
    ],
  },
  {
    class: "collector",
    name: named("Mine Road", "峰街道"),
    rural: true,
    line: [
      [860, 1170],
      [900, 1330],
      [1000, 1440],
      [980, 1570],
      [1080, 1690],
      [1280, 1700],
      [1420, 1600],
      [1410, 1450],
      [1480, 1300],
      [1390, 1040],
    ],
  },
  {
    class: "street",
    rural: true,
    line: [
      [1000, 1440],
      [1200, 1390],
      [1410, 1450],
    ],
  },
  {
    class: "collector",
    name: named("Nishino Road", "西野街道"),
    rural: true,
    line: [
      [-1440, 310],
      [-1740, 380],
      [-1850, 640],
      [-1700, 900],
      [-1350, 970],
      [-1100, 920],
      [-900, 960],
    ],
  },
  {
    class: "street",
    rural: true,
    line: [
      [-1350, 970],
      [-1330, 740],
      [-1215, 560],
    ],
  },
  {
    class: "street",
    rural: true,
    line: [
      [-1850, 640],
      [-1560, 620],
      [-1330, 740],
    ],
  },
  {
    class: "collector",
    name: named("Nishihama-dori", "西浜通り"),
    line: [
      [-1800, -250],
      [-1790, 0],
      [-1785, 200],
      [-1740, 380],
    ],
  },
  {
    class: "collector",
    name: named("Higashida Road", "東田街道"),
    rural: true,
    line: [
      [1710, 490],
      [1880, 620],
      [1905, 860],
      [1760, 1060],
      [1390, 1040],
    ],
  },
  {
    class: "street",
    rural: true,
    line: [
      [1560, 720],
      [1650, 890],
      [1760, 1060],
    ],
  },
  {
    class: "collector",
    name: named("Hatoba-dori", "波止場通り"),
    line: [
      [-1010, -850],
      [-850, -890],
      [-690, -915],
      [-330, -945],
      [30, -945],
      [150, -800],
    ],
  },
  {
    class: "collector",
    line: [
      [-700, -780],
      [-690, -915],
    ],
  },
  {
    class: "collector",
    line: [
      [-330, -830],
      [-330, -945],
    ],
  },
  {
    class: "collector",
    name: named("Futo-dori", "埠頭通り"),
    line: [
      [520, -785],
      [550, -990],
      [640, -1130],
      [945, -1140],
      [1360, -1140],
      [1600, -1110],
      [1690, -900],
      [1570, -650],
    ],
  },
  {
    class: "collector",
    line: [
      [930, -760],
      [945, -1140],
    ],
  },
  {
    class: "collector",
    line: [
      [1350, -720],
      [1360, -1140],
    ],
  },
  {
    class: "collector",
    name: named("Minatohama Road", "湊浜街道"),
    rural: true,
    line: [
      [1745, -440],
      [1890, -530],
      [1920, -760],
      [1840, -930],
      [1690, -900],
    ],
  },
  {
    class: "street",
    line: [
      [-420, 128],
      [-420, 50],
      [-300, 60],
      [-180, 50],
      [-180, 182],
    ],
    angular: true,
  },
  {
    class: "street",
    rural: true,
    line: [
      [255, 1236],
      [248, 1540],
      [110, 1560],
      [50, 1400],
      [0, 1200],
    ],
  },
  {
    class: "street",
    rural: true,
    line: [
      [540, 1232],
      [450, 1560],
      [640, 1590],
      [740, 1410],
      [760, 1190],
    ],
  },
];
