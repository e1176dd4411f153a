const MINUTE = 60_000;
/** Minutes ago: told from, told to, and between them the silence. */
const TOLD = [50, 1] as const;
const SILENT = [30, 18] as const;
const STEP = 10_000;

/** What a bus told that went along a street for fifty minutes, and was silent for some of them. `line`: which street. */
export function toldBus(id: string, name: string, now: number, line: number): object[] {
  const all: object[] = [];
  const [from, to] = TOLD.map((minutes) => now - minutes * MINUTE) as [number, number];
  const [silent, back] = SILENT.map((minutes) => now - minutes * MINUTE) as [number, number];
  for (let at = from; at < to; at += STEP) {
    if (at >= silent && at < back) continue;
    const part = (at - from) / (to - from);
    all.push({
      entity: { id, kind: "transit", name, source: "test-bus" },
      observedAt: new Date(at).toISOString(),
      position: { longitude: 140.1 + part * 0.01, latitude: 35.6 + line * 0.002, height: 40 },
      motion: { headingDegrees: 90, speed: 5 + 3 * Math.sin(part * 20) },
      values: { occupancy: 0.5 + 0.4 * Math.sin(part * 9 + line) },
    });
  }
  return all;
}
