import type { cameraEnglish } from "./camera-english.ts";

/** What the pages say in Japanese of the camera and the looks of the map. */
export const cameraJapanese: Record<keyof typeof cameraEnglish, string> = {
  "camera.follow": "追いかける",
  "camera.follow-title": "動きに合わせて追いかけます。向きと距離は自由に変えられます",
  "camera.cockpit": "乗って見る",
  "camera.cockpit-title": "先頭からの眺めを表示します",
  "camera.following": "{name} を追跡中",
  "camera.riding": "{name} の視点で表示中",
  "camera.stop": "追跡をやめる",
  "camera.stopped": "追跡をやめました。",
  "camera.gone": "{name} は画面の対象から外れました。",
  "camera.choose-first": "先に、動くものを選んでください。",

  "camera.presets": "見方",
  "camera.overview": "全体",
  "camera.overview-title": "街全体を見る",
  "camera.district": "地区",
  "camera.district-title": "地図の中央の地区を見る",
  "camera.street": "通り",
  "camera.street-title": "最寄りの通りに立って見る",

  "camera.by-use": "建物を用途で色分け",
  "camera.plaster": "建物を元の色で表示",
  "camera.legend": "建物の用途",
  "camera.use-unknown": "その他・不明",
  "camera.labels": "地図に名前を表示",
  "camera.said-use": "建物を用途で色分けしました。",
  "camera.said-plaster": "建物を元の色に戻しました。",
  "camera.said-labels": "名前を表示しました。",
  "camera.said-no-labels": "名前を隠しました。",

  "camera.key-follow": "選んだものを追いかける",
  "camera.key-cockpit": "選んだものに乗って見る",
  "camera.key-buildings": "建物の色を用途別・元の色で切り替える",
  "camera.key-labels": "名前の表示を切り替える",
};
