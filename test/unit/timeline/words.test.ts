import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { sayEvent, sayEventType } from "../../../client/control/timeline/say-event.ts";
import { language } from "../../../client/ui/words/language.ts";
import { sayTime } from "../../../client/ui/words/say-time.ts";
import { timelineEnglish } from "../../../client/ui/words/timeline-english.ts";
import { timelineJapanese } from "../../../client/ui/words/timeline-japanese.ts";
import { EVENT_TYPES } from "../../../shared/history.ts";

const FOLDER = join(import.meta.dirname, "../../../client/control/timeline");
const KEYS = Object.keys(timelineEnglish) as (keyof typeof timelineEnglish)[];

afterEach(() => {
  language.value = "en";
});

describe("the words of the timeline", () => {
  it("are the same in both languages, with the same places", () => {
    expect(Object.keys(timelineJapanese)).toEqual(KEYS);
    for (const key of KEYS) {
      const words = timelineEnglish[key];
      const text = typeof words === "string" ? words : words.other;
      expect(placesOf(timelineJapanese[key]), key).toEqual(placesOf(text));
      expect(text, key).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]|!/);
      if (key !== "speed-times" && key !== "slider-past")
        expect(timelineJapanese[key], key).toMatch(/[\u3040-\u9fff]/);
    }
  });

  it("are all said", () => {
    const code = readdirSync(FOLDER)
      .map((name) => readFileSync(join(FOLDER, name), "utf8"))
      .join("\n");
    const heads = /^(back|on|said|type)-/;
    expect(KEYS.filter((key) => !code.includes(`"${key}"`) && !heads.test(key))).toEqual([]);
  });

  it("tell of every event there can be, and of one that is not known yet", () => {
    const event = { at: 0, entityName: "Bus 12", regionName: "Harbour", source: "north" };
    for (const tongue of ["en", "ja"] as const) {
      language.value = tongue;
      for (const type of EVENT_TYPES) {
        expect(sayEvent({ ...event, type })).not.toMatch(/undefined|\{/);
        expect(sayEventType(type)).not.toBe(type);
      }
    }
    language.value = "en";
    expect(sayEvent({ ...event, type: "crossing", detail: "enter" })).toBe(
      "Bus 12 entered Harbour",
    );
    expect(sayEvent({ at: 0, type: "source-silent" })).toBe("A source went silent");
    expect(sayEvent({ ...event, type: "alarm" })).toBe("alarm: Bus 12");
    expect(sayTime("counts", { count: 1 })).toBe("1 observation");
  });
});

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).sort();
}
