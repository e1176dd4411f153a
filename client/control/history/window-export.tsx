import { Camera, Download, FastForward, X } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { CopyButton } from "../../ui/copy-button.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { formatTime } from "../../ui/format-time.ts";
import { Icon } from "../../ui/icon.tsx";
import { State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import { sayPast } from "../../ui/words/say-past.ts";
import type { Room } from "../room.ts";
import { StillTold } from "../tools/still-told.tsx";
import { saveStill, stillState } from "../tools/stills.ts";
import type { CourseWindow } from "./course-window.ts";
import type { HistoryDesk } from "./history-desk.ts";
import { saidInWindow } from "./said-in-window.ts";
import {
  giveUpFile,
  saveNextPart,
  saveWindow,
  type WindowFile,
  windowFile,
} from "./window-file.ts";
import { EXPORT_FORMATS, type ExportFormat, MOST_ROWS, windowQuery } from "./window-query.ts";

const FORMATS = Object.keys(EXPORT_FORMATS) as ExportFormat[];

/** What is seen, to take away: the observations of the window in view as files, the map as a picture. */
export function WindowExport({ room, desk }: { room: Room; desk: HistoryDesk }) {
  const scene = room.scene.value;
  const window = desk.window.value;
  const said = useSaid(window);
  const hiddenKinds = room.hiddenKinds.value;
  const wish = (format: ExportFormat) => {
    const bbox = scene?.past.viewBbox() ?? ([-180, -90, 180, 90] as const);
    return { window: desk.window.peek(), bbox, hiddenKinds, format };
  };
  const isAsking = windowFile.value?.state === "asking";
  return (
    <div class="history-export">
      <p>
        {sayPast(scene === undefined ? "export-what-all" : "export-what", {
          from: formatTime(window.from, "minute"),
          to: formatTime(window.to, "minute"),
        })}
      </p>
      <p class="quiet">
        {said !== undefined && `${sayPast("export-said", { count: said })} `}
        {sayPast("export-limit", { most: MOST_ROWS })}
      </p>
      {hiddenKinds.size > 0 && <p class="quiet">{sayPast("export-kinds")}</p>}
      {room.hiddenSources.value.size > 0 && <p class="quiet">{sayPast("export-sources")}</p>}
      <div class="history-buttons">
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            class="button"
            disabled={isAsking}
            onClick={() => saveWindow(wish(format))}
          >
            <Icon of={Download} />
            {sayPast(`format-${format}`)}
          </button>
        ))}
        <CopyButton
          text={() => new URL(windowQuery(wish("csv")), location.href).href}
          what={sayPast("export-link")}
        />
      </div>
      <FileTold file={windowFile.value} />
      <div class="history-buttons">
        <button
          type="button"
          class="button"
          disabled={scene === undefined || stillState.value?.state === "drawing"}
          onClick={() => saveStill(room)}
        >
          <Icon of={Camera} />
          {say("tools.picture-save")}
        </button>
      </div>
      <StillTold />
      <p class="quiet">{sayPast("export-still")}</p>
    </div>
  );
}

function FileTold({ file }: { file: WindowFile | undefined }) {
  if (file === undefined) return null;
  if (file.state === "asking")
    return (
      <p class="history-file" role="status">
        {sayPast("file-asking", { part: file.part })}
        <button type="button" class="button" onClick={giveUpFile}>
          <Icon of={X} />
          {sayPast("file-stop")}
        </button>
      </p>
    );
  if (file.state === "failed")
    return (
      <State as="error" title={sayPast("file-failed")}>
        <p>{file.problem.message}</p>
        {file.problem.tip !== undefined && <p>{file.problem.tip}</p>}
      </State>
    );
  const size = formatNumber(file.bytes / 1_000_000, { digits: 1 });
  return (
    <>
      <p role="status">{sayPast("file-saved", { name: file.name, size })}</p>
      {file.next !== undefined && (
        <State as="attention" banner title={sayPast("file-part", { part: file.part })}>
          <button type="button" class="button" onClick={() => saveNextPart(file)}>
            <Icon of={FastForward} />
            {sayPast("file-next", { part: file.part + 1 })}
          </button>
        </State>
      )}
    </>
  );
}

/** Milliseconds that the window rests before it is asked how much was said in it. */
const REST = 600;

/** How much was said, about: asked again as the window has moved on by some of its length. */
function useSaid(window: CourseWindow): number | undefined {
  const [said, setSaid] = useState<number>();
  const coarse = (window.to - window.from) / 20;
  const place = Math.floor(window.to / coarse);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const sum = await saidInWindow(window, stop.signal);
      if (!stop.signal.aborted) setSaid(sum);
    }, REST);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [place, window.to - window.from]);
  return said;
}
