import type { timeKeysEnglish } from "./time-keys-english.ts";

/** What the help says in Japanese of the keys of time; the rest of the timeline is loaded with it. */
export const timeKeysJapanese: Record<keyof typeof timeKeysEnglish, string> = {
  "timeline.key-play": "再生・一時停止（ライブ中はこの時点で止める）",
  "timeline.key-ten": "10秒戻る・進む",
  "timeline.key-minute": "1分進む・戻る",
  "timeline.key-second": "1秒戻る・進む",
  "timeline.key-event": "前の出来事・次の出来事",
  "timeline.key-open": "タイムラインを開く・たたむ",
  "page.keys-time": "時間",
};
