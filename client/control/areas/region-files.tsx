import { Download, Upload } from "lucide";
import { useRef } from "preact/hooks";
import { IconButton } from "../../ui/icon-button.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { regionFile } from "./region-file.ts";

const TYPE = "application/geo+json";

/** Regions from a file, and into one. */
export function RegionFiles({ room }: { room: Room }) {
  const field = useRef<HTMLInputElement>(null);
  const asked = room.answers.regions.value;
  const regions = asked.state === "ready" ? asked.data.features : [];
  return (
    <>
      <input
        ref={field}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-hidden="true"
        accept={`.geojson,.json,${TYPE}`}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined) void room.areas.read(file);
          // The same file again is a choice too.
          currentTarget.value = "";
        }}
      />
      <IconButton
        small
        icon={Upload}
        label={say("areas.import")}
        onClick={() => field.current?.click()}
      />
      <IconButton
        small
        icon={Download}
        label={say("areas.export")}
        disabled={regions.length === 0}
        onClick={() => save(regionFile(regions), "regions.geojson")}
      />
    </>
  );
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: TYPE }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
