import { type IconNode, OctagonAlert, PlugZap, RefreshCw, Wifi } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import type { Link, LinkStatus } from "../../twin/link.ts";
import { formatTime } from "../../ui/format-time.ts";
import { Icon } from "../../ui/icon.tsx";
import { announce } from "../../ui/live-region.tsx";
import { say } from "../../ui/words/say.ts";

const ICONS: Readonly<Record<LinkStatus["state"], IconNode>> = {
  connecting: PlugZap,
  live: Wifi,
  reconnecting: RefreshCw,
  refused: OctagonAlert,
};

/** How the page stands with the server, in an icon and a word; changes are also said aloud. */
export function Connection({ link }: { link: Link }) {
  const status = link.status.value;
  const before = useRef(status.state);
  useEffect(() => {
    if (before.current === status.state) return;
    before.current = status.state;
    if (status.state !== "connecting") announce(say(`link.said-${status.state}`));
  }, [status.state]);
  return (
    <span class={`connection ${status.state}`} title={titleOf(status)}>
      <Icon of={ICONS[status.state]} />
      <span>{say(`link.${status.state}`)}</span>
      {status.state === "reconnecting" && (
        <span class="connection-detail">
          {say("link.reconnecting-detail", {
            attempt: Math.max(1, status.attempt),
            since: formatTime(status.since, "clock"),
          })}
        </span>
      )}
    </span>
  );
}

function titleOf(status: LinkStatus): string {
  if (status.state === "connecting") return say("link.connecting");
  if (status.state === "live")
    return say("link.live-title", { since: formatTime(status.since, "second") });
  const { message, tip = "" } = status.problem;
  return `${message} ${tip}`.trim();
}
