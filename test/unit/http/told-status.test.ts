import { describe, expect, it } from "vitest";
import { ToldStatus } from "../../../server/http/history/told-status.ts";
import type { HistoryStatus } from "../../../shared/history.ts";

const PATIENT = 10_000;

/** A history that tells how it is when a test lets it: how many observations it has by then. */
function slowHistory() {
  const under: ((status: HistoryStatus) => void)[] = [];
  let asked = 0;
  const status = new ToldStatus({
    status: () => {
      asked++;
      return new Promise((resolve) => under.push(resolve));
    },
  });
  return {
    status,
    asked: () => asked,
    tell: (observations: number) => under.shift()?.({ observations } as HistoryStatus),
  };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe("how the history is", () => {
  it("is asked once for all who come together, and once more for all who come meanwhile", async () => {
    const { status, asked, tell } = slowHistory();
    const first = [status.within(PATIENT), status.within(PATIENT)];
    await soon();
    const second = [status.within(PATIENT), status.within(PATIENT)];
    await soon();
    expect(asked()).toBe(1);
    tell(1);
    expect(await Promise.all(first)).toMatchObject([{ observations: 1 }, { observations: 1 }]);
    await soon();
    expect(asked()).toBe(2);
    tell(2);
    expect(await Promise.all(second)).toMatchObject([{ observations: 2 }, { observations: 2 }]);
  });

  it("is not waited for longer than who asks has patience, nor asked again meanwhile", async () => {
    const { status, asked, tell } = slowHistory();
    for (let i = 0; i < 3; i++) expect(await status.within(5)).toBeUndefined();
    expect(asked()).toBe(1);
    const patient = status.within(PATIENT);
    tell(1);
    await soon();
    tell(2);
    expect(await patient).toMatchObject({ observations: 2 });
  });
});
