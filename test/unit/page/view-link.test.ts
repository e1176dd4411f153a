import { signal } from "@preact/signals";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLASSINGS } from "../../../client/control/colours/colour-choice.ts";
import { MOST_PINS } from "../../../client/control/history/history-choices.ts";
import { SPANS, type SpanName } from "../../../client/control/history/span-names.ts";
import { readEye, writeEye } from "../../../client/control/page/eye-text.ts";
import { LOOKS, looksShown, showLooks } from "../../../client/control/page/look-link.ts";
import { readSelected, writeSelected } from "../../../client/control/page/selected-text.ts";
import {
  readViewLink,
  type ViewLink,
  writeViewLink,
} from "../../../client/control/page/view-link.ts";
import type { Selected } from "../../../client/twin/selection.ts";
import { readName } from "../../../client/ui/screen-name.ts";
import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { isProblem } from "../../../shared/problem.ts";

const SPAN_NAMES = Object.keys(SPANS) as SpanName[];
const BYTES = 4_096;
const bytes = (text: string) => new TextEncoder().encode(text).length;

const id = fc.string({ minLength: 1, maxLength: 40, unit: "binary" });
const name = fc.stringMatching(/^[A-Za-z0-9町左][A-Za-z0-9 ._町左-]{0,30}[a-z]$/);
const position = fc.record({
  longitude: fc.integer({ min: -1800, max: 1800 }).map((tenths) => tenths / 10),
  latitude: fc.integer({ min: -900, max: 900 }).map((tenths) => tenths / 10),
  height: fc.integer({ min: -100, max: 5_000 }),
});
const eye = fc.record({
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  height: fc.double({ min: -5_000, max: 2e7, noNaN: true }),
  headingDegrees: fc.double({ min: -720, max: 720, noNaN: true }),
  pitchDegrees: fc.double({ min: -90, max: 90, noNaN: true }),
});
const value = fc.oneof(fc.string({ maxLength: 60, unit: "binary" }), fc.integer(), fc.boolean());
const bilingual = fc.record({ en: id, ja: id });
const selected: fc.Arbitrary<Selected> = fc.oneof(
  fc.constant(undefined),
  fc.record({
    type: fc.constantFrom("entity" as const, "region" as const, "district" as const),
    id,
  }),
  fc.record({
    type: fc.constant("building" as const),
    id,
    position,
    properties: fc
      .dictionary(id, value, { maxKeys: 12 })
      .map((all) => new Map(Object.entries(all))),
  }),
  fc.record({
    type: fc.constant("place" as const),
    place: fc.record({
      ...{ type: fc.constant("place" as const), id, name: bilingual, position },
      place: fc.constantFrom("station" as const, "stop" as const, "park" as const),
    }),
  }),
);

describe("a selection as text", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(selected, (chosen) => {
        const text = writeSelected(chosen);
        const back = readSelected(text);
        if (bytes(text) <= BYTES && chosen?.type !== "building") expect(back).toEqual(chosen);
        else if (chosen?.type === "building") expect(back).toMatchObject({ id: chosen.id });
      }),
    );
  });

  it("keeps every attribute of a building that fits, and is never too long to be sent", () => {
    const few = new Map<string, unknown>([
      ["use", "office"],
      ["measuredHeight", 31.5],
      ["odd", { a: 1 }],
    ]);
    const back = readSelected(writeSelected({ type: "building", properties: few }));
    expect(back).toEqual({
      type: "building",
      properties: new Map<string, unknown>([
        ["use", "office"],
        ["measuredHeight", 31.5],
      ]),
    });
    fc.assert(
      fc.property(fc.dictionary(id, fc.string({ maxLength: 400, unit: "binary" })), (all) => {
        const properties = new Map(Object.entries(all));
        expect(bytes(writeSelected({ type: "building", properties }))).toBeLessThanOrEqual(BYTES);
      }),
    );
  });

  it("is refused where it is not one, whatever it is, and nothing throws", () => {
    const odd = [
      "",
      "{",
      "[]",
      "7",
      '{"type":"entity"}',
      '{"type":"entity","id":7}',
      '{"type":"?"}',
    ];
    const more = ['{"type":"building"}', '{"type":"place","place":{}}', `"${"x".repeat(5_000)}"`];
    for (const text of [...odd, ...more]) expect(isProblem(readSelected(text)), text).toBe(true);
    expect(readSelected("null")).toBeUndefined();
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
        const back = readSelected(text);
        if (back !== undefined && !isProblem(back)) expect(back.type).toMatch(/^[a-z]+$/);
      }),
    );
  });
});

describe("an eye as text", () => {
  it("comes back to the decimetre and a hundredth of a degree", () => {
    fc.assert(
      fc.property(eye, (at) => {
        const back = readEye(writeEye(at));
        expect(back?.longitude).toBeCloseTo(at.longitude, 5);
        expect(back?.latitude).toBeCloseTo(at.latitude, 5);
        expect(back?.height).toBeCloseTo(at.height, 0);
        expect(back?.pitchDegrees).toBeCloseTo(at.pitchDegrees, 1);
        const turn = ((back?.headingDegrees ?? 0) - at.headingDegrees) / 360;
        expect(Math.abs(turn - Math.round(turn)) * 360).toBeLessThan(0.02);
      }),
    );
  });

  it.each([
    "",
    "1,2,3,4",
    "1,2,3,4,5,6",
    "181,0,0,0,0",
    "0,91,0,0,0",
    "0,0,1e99,0,0",
    "0,0,,0,0",
    "a,b,c,d,e",
    "0,0,0,0,-91",
    "NaN,0,0,0,0",
  ])("is none where it says %j", (text) => expect(readEye(text)).toBeUndefined());
});

describe("a link to a view", () => {
  const layer = fc.oneof(
    fc.constantFrom("buildings", "hazards-2", "a,b", "50%2C"),
    id.filter((each) => each.isWellFormed()),
  );
  const bound = fc.integer({ min: -5_000, max: 5_000 }).map((tenths) => tenths / 10 + 0);
  const colour = fc.record(
    {
      column: fc.stringMatching(/^[A-Za-z0-9_]{1,40}$/),
      classing: fc.constantFrom(...CLASSINGS),
      hidden: fc.uniqueArray(
        fc.string({ maxLength: 40, unit: "binary" }).filter((each) => each.isWellFormed()),
      ),
      range: fc.tuple(bound, bound).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
    },
    { requiredKeys: ["column", "classing", "hidden"] },
  );
  const link: fc.Arbitrary<ViewLink> = fc.record(
    {
      screen: name,
      share: name,
      present: fc.constant(true),
      hiddenKinds: fc.subarray([...ENTITY_KINDS]),
      hiddenSources: fc.uniqueArray(
        id.filter((each) => each.isWellFormed()),
        { maxLength: 5 },
      ),
      hiddenLayers: fc.uniqueArray(layer, { maxLength: 5 }),
      shownLayers: fc.uniqueArray(layer, { maxLength: 5 }),
      colour: fc.option(colour),
      looks: fc.record({
        light: fc.constantFrom(...LOOKS.light),
        buildings: fc.constantFrom(...LOOKS.buildings),
        labels: fc.constantFrom(...LOOKS.labels),
        regions: fc.constantFrom(...LOOKS.regions),
        shading: fc.constantFrom(...LOOKS.shading),
        measure: fc.constantFrom(...LOOKS.measure),
      }),
    },
    { requiredKeys: [] },
  );

  it("comes back as it was", () => {
    fc.assert(
      fc.property(link, (asked) => {
        expect(readViewLink(`?${writeViewLink(asked)}`)).toEqual({ link: asked, unread: [] });
      }),
    );
  });

  it("opens whatever was chosen and wherever the eye was", () => {
    const asked: ViewLink = {
      eye: { longitude: 140.1, latitude: 35.6, height: 500, headingDegrees: 90, pitchDegrees: -30 },
      selected: { type: "entity", id: "bus:a&b=c#d" },
    };
    expect(readViewLink(`?${writeViewLink(asked)}`)).toEqual({ link: asked, unread: [] });
  });

  it("opens the map as it looked, its areas too", () => {
    const looks = (): Parameters<typeof looksShown>[0] => ({
      ...{ light: signal("clock"), buildings: signal("plaster"), labels: signal("on") },
      areas: {
        settings: {
          ...{ shading: signal("none"), measure: signal("density"), regions: signal("shown") },
        },
      },
    });
    const [one, other] = [looks(), looks()];
    one.light.value = "night";
    one.areas.settings.shading.value = "drone";
    one.areas.settings.measure.value = "count";
    one.areas.settings.regions.value = "hidden";
    const { link: read } = readViewLink(`?${writeViewLink({ looks: looksShown(one) })}`);
    showLooks(other, read.looks ?? {});
    expect(looksShown(other)).toEqual(looksShown(one));
    expect(looksShown(other)).toMatchObject({ shading: "drone", regions: "hidden" });
  });

  it("says what could not be understood, and takes the rest", () => {
    const { link: read, unread } = readViewLink(
      "?eye=1,2&hide=vehicle,dragon&screen=left&selected={&share=../x&lang=ja&light=noon&labels=off",
    );
    expect(read).toEqual({ screen: "left", looks: { labels: "off" } });
    expect([...unread].sort()).toEqual(["eye", "hide", "light", "selected", "share"]);
  });

  it("says that colours could not be understood, and takes no half of them", () => {
    for (const odd of [
      "colour=a&colour-classes=odd",
      "colour=a&colour-range=7,3",
      "colour=a&colour-range=1",
    ])
      expect(readViewLink(`?${odd}`)).toEqual({ link: {}, unread: ["colour"] });
    expect(readViewLink("?colour=").link).toEqual({ colour: null });
    expect(readViewLink("?colour=a&colour-range=3,3").link.colour).toMatchObject({ range: [3, 3] });
  });

  it("never throws, whatever the address is", () => {
    fc.assert(fc.property(fc.webQueryParameters(), (query) => void readViewLink(`?${query}`)));
  });
});

describe("a name of a screen", () => {
  it("is what people write, and nothing that could be something else", () => {
    expect(["left", " 左の画面 ", "Screen 2", "wall-1.b"].map(readName)).toEqual([
      ...["left", "左の画面", "Screen 2", "wall-1.b"],
    ]);
    const odd = ["", " ", "a/b", "<b>", "-x", "a".repeat(33), "a\u202eb", null, undefined];
    expect(odd.map(readName)).toEqual(odd.map(() => undefined));
  });
});

describe("the moment in a link", () => {
  it("comes back to the millisecond, with how fast it runs", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Date.UTC(2090, 0, 1) }),
        fc.constantFrom(0, 1, 10, 600),
        (at, rate) => {
          const { link, unread } = readViewLink(`?${writeViewLink({ at, rate })}`);
          expect(unread).toEqual([]);
          expect(link.at).toBe(at);
          expect(link.rate ?? 0).toBe(rate);
        },
      ),
    );
  });

  it("takes any zone, and a plus that has become a space", () => {
    const at = Date.parse("2026-11-18T08:14:05+09:00");
    expect(readViewLink("?at=2026-11-18T08:14:05+09:00").link.at).toBe(at);
    expect(readViewLink("?at=2026-11-18T08:14:05%2B09:00").link.at).toBe(at);
  });

  it.each(["at=yesterday", "at=", "at=2026-11-18T08:14:05", "rate=601", "rate=-1", "rate="])(
    "%s is not understood, and said so",
    (query) => expect(readViewLink(`?${query}`).unread).toEqual([query.split("=")[0]]),
  );

  it("says nothing where it is now", () => {
    expect(writeViewLink({})).toBe("");
    expect(readViewLink("").link).toEqual({});
  });
});

describe("what a link says of the past that is looked at", () => {
  const moment = fc.integer({ min: 0, max: Date.UTC(2090, 0, 1) });
  const window = fc.oneof(
    fc.record({
      span: fc.constantFrom(...SPAN_NAMES),
      held: fc.option(moment, { nil: undefined }),
    }),
    fc.tuple(moment, fc.integer({ min: 1, max: 1e10 })).map(([from, length]) => ({
      span: "chosen" as const,
      chosen: [from, from + length] as const,
    })),
  );
  const history = fc
    .tuple(
      fc.record({
        pins: fc.uniqueArray(
          id.filter((each) => each.isWellFormed()),
          { maxLength: MOST_PINS },
        ),
        trails: fc.constantFrom("on" as const, "off" as const),
        heat: fc.constantFrom("off" as const, "all" as const, ...ENTITY_KINDS),
      }),
      window,
    )
    .map(([first, second]) => ({ ...first, ...second }));

  it("comes back as it was", () => {
    fc.assert(
      fc.property(history, (asked) => {
        const { link, unread } = readViewLink(`?${writeViewLink({ history: asked })}`);
        expect(unread).toEqual([]);
        expect(link.history).toEqual(asked);
      }),
    );
  });

  it("says what could not be understood, and takes the rest", () => {
    const odd = ["pin=a&".repeat(2), ...[1, 2, 3, 4, 5, 6, 7, 8].map((each) => `pin=${each}&`)];
    const { link, unread } = readViewLink(`?${odd.join("")}trails=maybe&heat=vehicle&window=2h`);
    expect(link.history).toEqual({ heat: "vehicle" });
    expect([...unread].sort()).toEqual(["pin", "trails", "window"]);
    for (const wrong of ["1h/soon", "1h/2026-11-18T08:14:05Z/1h", "2026-11-18T08:14:05Z"])
      expect(readViewLink(`?window=${wrong}`).unread).toEqual(["window"]);
  });
});
