import { useEffect, useState } from "preact/hooks";
import { isProblem } from "../../../shared/problem.ts";
import type { Crossing } from "../../../shared/region.ts";
import { askServer } from "../../twin/ask-server.ts";
import type { Room } from "../room.ts";
import { CrossingList } from "./crossing-list.tsx";
import { mergeCrossings } from "./merge-crossings.ts";

const MOST = 30;

/** The last crossings of one region: what the server remembers, and what happens from now on. */
export function RegionCrossings({ id, room }: { id: string; room: Room }) {
  const [before, setBefore] = useState<readonly Crossing[]>([]);
  useEffect(() => {
    const given = new AbortController();
    const url = `/api/crossings?region=${encodeURIComponent(id)}&limit=${MOST}`;
    void askServer(url, { signal: given.signal }).then((answer) => {
      if (!isProblem(answer)) setBefore(crossingsOf(answer));
    });
    return () => given.abort();
  }, [id]);
  const live = room.answers.crossings.value.filter(({ region }) => region === id);
  return <CrossingList of={mergeCrossings(live, before)} room={room} />;
}

function crossingsOf(answer: unknown): readonly Crossing[] {
  const { crossings } = (answer ?? {}) as { crossings?: unknown };
  return Array.isArray(crossings) ? (crossings as Crossing[]) : [];
}
