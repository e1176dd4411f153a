import type { pageEnglish } from "./page-english.ts";

/** What the pages say in Japanese of the page as a whole: start page, wall, presentation, tour, help. */
export const pageJapanese: Record<keyof typeof pageEnglish, string> = {
  "page.home-title": "Machinami（町並み）",
  "page.home-what":
    "街のいまを映す、立体のデジタルツイン。何がどこにあり、いつの、どこからの情報かが分かります。",
  "page.home-pages": "ページ",
  "page.home-control": "管制室",
  "page.home-control-text": "街のいまを見守り、問いかけ、動きます。",
  "page.home-plan": "計画",
  "page.home-plan-text": "街を枝分かれさせて描き直し、前と後を比べます。",
  "page.home-exhibit": "展示",
  "page.home-exhibit-text": "手で触れられる街が、その物語を語ります。",
  "page.home-report": "届け出",
  "page.home-report-text": "道の困りごとを街に伝え、その後を見届けます。",
  "page.home-city": "{name}のいま",
  "page.home-now": "いま",
  "page.home-no-city": "いま（街のデータはありません）",
  "page.home-entities": "件を追跡中",
  "page.home-stale": "うち {count} 件は古い情報",
  "page.home-rate": "毎秒の観測",
  "page.home-feeds": "取得元が送信中",
  "page.home-feeds-of": "{flowing} / {all} 件",
  "page.home-ailing": "{count} 件に問題",
  "page.home-empty": "まだ何も届いていません。",
  "page.home-old": "{at} から応答がありません。数字は古いままですが、つながれば自動で戻ります。",
  "page.home-unreachable": "サーバーから応答がありません。",
  "page.home-unreachable-tip": "このページは自動で問い合わせを続けます。",
  "page.home-api": "プログラムからの使い方",

  "page.keys-page": "どこでも",
  "page.keys-panels": "パネル",
  "page.keys-camera": "眺めとカメラ",
  "page.keys-map": "地図の上で",
  "page.keys-tools": "ツール",

  "page.key-present": "映像と時計だけを表示",
  "page.key-full-screen": "全画面表示",
  "page.key-leave-present": "パネルを元に戻す",
  "page.key-leave-tour": "案内を終える",

  "page.help-symbols": "記号の意味",
  "page.about": "このソフトについて",
  "page.about-version": "Machinami（町並み）{version}",
  "page.about-licences":
    "Apache License 2.0 のオープンソースです。街の描画は CesiumJS、アイコンは Lucide、書体は Inter と Noto Sans JP を使っています。",
  "page.about-sources": "データの出典：{credits}",
  "page.about-home": "トップページ",

  "page.present": "映像と時計だけを表示",
  "page.present-said": "映像と時計だけを表示しています。Esc キーで元に戻ります。",
  "page.present-ended": "パネルを元に戻しました。",
  "page.present-leave": "パネルを元に戻す",
  "page.present-light": "明るさを「{light}」に固定中",

  "page.city-failed": "街を読み込めませんでした。",
  "page.city-failed-tip": "数秒ごとに自動で再試行しています。",

  "history.title": "履歴",

  "page.screens": "画面の追加",
  "page.screens-how":
    "複数の画面を並べて使えます。カメラと表示内容は画面の名前ごとに記憶します。選択は画面どうしで共有できます。",
  "page.screen-this": "この画面の名前は「{name}」です。",
  "page.screen-other": "別の画面",
  "page.screen-name": "名前",
  "page.screen-name-first": "画面 {number}",
  "page.screen-present": "映像と時計だけを表示",
  "page.screen-open": "別の画面を開く",
  "page.name-fault": "名前には文字、数字、空白、点、ハイフンを使えます。32 文字以内です。",
  "page.link-view": "いまの表示へのリンク",
  "page.link-unread": "アドレスの一部を読み取れませんでした：{names}",
  "page.shared-as": "選択を「{name}」で共有しています。",
  "page.shared-name": "同じ名前の画面と選択を共有する",
  "page.shared-first": "共有",
  "page.shared-join": "共有する",
  "page.shared-leave": "共有をやめる",
  "page.shared-left": "選択の共有をやめました。",
  "page.shared-chip-title": "選択を「{name}」で共有中。押すと共有をやめます",

  "page.tour-start": "画面の案内を見る",
  "page.tour-step": "{step} / {steps} ページ目",
  "page.tour-skip": "案内を終える",
  "page.tour-back": "前へ",
  "page.tour-next": "次へ",
  "page.tour-done": "終わり",
  "page.tour-map": "いまの街の姿",
  "page.tour-map-text":
    "ドラッグで移動、ホイールで拡大・縮小、右ボタンを押したまま動かすと回転します。矢印キーでも動かせます。車両やセンサー、建物をクリックすると、詳しい内容が分かります。",
  "page.tour-map-touch":
    "1 本の指で移動、2 本の指で拡大・縮小、回転、傾きを変えられます。車両やセンサー、建物に触れると、詳しい内容が分かります。",
  "page.tour-layers": "地図に出ているもの",
  "page.tour-layers-text":
    "種類ごと、取得元ごとに、件数と新しさを示します。要らないものは消せます。塗りつぶしのない記号は古い情報、破線の輪はシミュレーションです。",
  "page.tour-search": "名前で探す",
  "page.tour-search-text":
    "乗り物、建物、場所を、名前の一部からでも探せます。「/」キーを押すと、いつでもここに移れます。",
  "page.tour-areas": "地区と領域",
  "page.tour-areas-text":
    "地区は、中にあるものの数で塗り分けます。自分で領域を描くと、何が出入りしたかも分かります。",
  "page.tour-inspector": "選んだものの詳細",
  "page.tour-inspector-text":
    "選んだものの情報がここに出ます。どこから届いたか、いつの情報か、何を測っているかが分かります。",
  "page.tour-strip": "信頼できる情報か",
  "page.tour-strip-text":
    "接続の状態、届いている量、遅れ、街の時刻です。時刻の横には、リアルタイムか、記録か、シミュレーションかを表示します。この案内は、ヘルプ（「?」キー）からいつでも見直せます。",
};
