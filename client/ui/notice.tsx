import { CircleAlert, Info, TriangleAlert, X } from "lucide";
import { Command } from "./command.tsx";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon-button.tsx";
import { say } from "./words/say.ts";

/** Something about the whole page that a person should know. */
export interface NoticeParts {
  readonly id: string;
  readonly severity: "error" | "warning" | "info";
  readonly text: string;
  readonly tip?: string;
  /** A command that helps. */
  readonly command?: string;
  /** Takes it away; it stays as long as it is true where absent. */
  readonly dismiss?: () => void;
}

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/** Notices in a row of their own above the main view: they make it smaller, and cover nothing. */
export function Notices({ of }: { of: readonly NoticeParts[] }) {
  if (of.length === 0) return null;
  return (
    <div class="notices">
      {of.map(({ id, severity, text, tip, command, dismiss }) => (
        <div key={id} class={`notice ${severity}`} role={severity === "error" ? "alert" : "note"}>
          <Icon of={ICONS[severity]} />
          <p class="notice-text">
            {text} {tip !== undefined && <span class="quiet">{tip}</span>}
          </p>
          {command !== undefined && <Command text={command} />}
          {dismiss !== undefined && (
            <IconButton icon={X} label={say("notice.dismiss")} onClick={dismiss} />
          )}
        </div>
      ))}
    </div>
  );
}
