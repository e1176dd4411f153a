import { describe, expect, it } from "vitest";
import { MODEL_GROUNDS, modelMesh } from "../../../client/control/scene/model-bodies.ts";
import { MODEL_PARTS, normalOf, VERTEX_BYTES } from "../../../client/control/scene/model-mesh.ts";
import { MODEL_BODIES } from "../../../client/control/scene/model-records.ts";

/** Triangles of one body at most: hundreds of them are drawn in a frame. */
const MOST_TRIANGLES = 1_300;

describe.each(MODEL_BODIES)("the model of a %s", (body) => {
  const faces = [...modelMesh(body).faces()];
  const points = faces.flatMap(({ corners }) => corners);

  it("is closed and faces outwards: it holds a volume", () => {
    let volume = 0;
    for (const { corners } of faces) {
      const [a, b, c] = corners;
      volume += a[0] * (b[1] * c[2] - b[2] * c[1]);
      volume += a[1] * (b[2] * c[0] - b[0] * c[2]);
      volume += a[2] * (b[0] * c[1] - b[1] * c[0]);
    }
    expect(volume).toBeGreaterThan(0);
    // Every edge is gone along once in each direction, or it would have a hole.
    const edges = new Map<string, number>();
    for (const { corners } of faces)
      for (let i = 0; i < 3; i++) {
        const [from, to] = [corners[i], corners[(i + 1) % 3]].map(String);
        const [low, high] = [from, to].sort() as [string, string];
        const way = from === low ? 1 : -1;
        edges.set(`${low} ${high}`, (edges.get(`${low} ${high}`) ?? 0) + way);
      }
    const open = [...edges].filter(([, sum]) => sum !== 0);
    expect(open.length).toBeLessThanOrEqual(LEAVES[body] ?? 0);
  });

  it("stands on the ground, within what it covers of it, and is cheap", () => {
    const { half } = MODEL_GROUNDS[body];
    for (const [x, y, z] of points) {
      expect(Math.abs(x)).toBeLessThan(half.x + 0.2);
      expect(Math.abs(y)).toBeLessThan(half.y + 0.15);
      if (body !== "drone") expect(z).toBeGreaterThanOrEqual(-1e-6);
    }
    if (body !== "drone") expect(Math.min(...points.map(([, , z]) => z))).toBeLessThan(0.06);
    expect(faces.length).toBeLessThan(MOST_TRIANGLES);
    for (const { corners } of faces) expect(Math.hypot(...normalOf(corners))).toBeCloseTo(1, 6);
  });

  it("is handed to the shader whole", () => {
    const bytes = modelMesh(body).bytes();
    expect(bytes.length).toBe(faces.length * 3 * VERTEX_BYTES);
    for (let at = 15; at < bytes.length; at += VERTEX_BYTES)
      expect(bytes[at]).toBeLessThan(MODEL_PARTS.length);
  });

  it("has white lamps before and red ones behind, where it drives", () => {
    const middle = (name: string) => {
      const xs = faces
        .filter(({ part }) => part === name)
        .flatMap(({ corners }) => corners.map(([x]) => x));
      return xs.reduce((sum, x) => sum + x, 0) / xs.length;
    };
    if (body === "drone" || body === "train-middle") return;
    expect(middle("head")).toBeGreaterThan(1);
    // The last car of a train shows its head's lamps in red.
    if (body !== "train-end") expect(middle("tail")).toBeLessThan(-1);
  });
});

/** Edges of thin leaves that have one side only. */
const LEAVES: Readonly<Partial<Record<(typeof MODEL_BODIES)[number], number>>> = {
  "train-middle": 8,
};
