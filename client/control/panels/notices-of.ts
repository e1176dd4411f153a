import { signal } from "@preact/signals";
import type { Problem } from "../../../shared/problem.ts";
import { formatTime, zoneName } from "../../ui/format-time.ts";
import { keepFault } from "../../ui/kept.ts";
import type { NoticeParts } from "../../ui/notice.tsx";
import { say } from "../../ui/words/say.ts";
import type { PlainWord } from "../../ui/words/word-key.ts";
import type { Room } from "../room.ts";

/** What was taken away, until the page is loaded again. */
const dismissed = signal<ReadonlySet<string>>(new Set());
const MOST = 3;

/** What a person should know about the whole page now, most pressing first. */
export function noticesOf(room: Room): readonly NoticeParts[] {
  const all = [
    ...linkNotices(room),
    ...cityNotices(room),
    ...addressNotices(room),
    ...problemNotices(room),
    ...keepNotices(),
  ];
  return all.filter(({ id }) => !dismissed.value.has(id)).slice(0, MOST);
}

function linkNotices({ link }: Room): NoticeParts[] {
  const status = link.status.value;
  if (status.state === "refused") {
    const { message, tip = say("link.refused-tip") } = status.problem;
    const text = say("link.refused-notice", { message });
    return [{ id: "link", severity: "error", text, tip }];
  }
  if (status.state !== "reconnecting") return [];
  const text = say("link.lost", { since: formatTime(status.since, "clock") });
  return [{ id: "link", severity: "warning", text, tip: say("link.lost-tip") }];
}

function cityNotices({ city }: Room): NoticeParts[] {
  if (city.value.state === "failed") {
    const { message } = city.value.problem;
    const text = say("city.failed", { message });
    return [{ id: "city", severity: "error", text, tip: say("page.city-failed-tip") }];
  }
  if (city.value.state !== "none") return [];
  const command = "npm start -- --city DIR";
  return [dismissable({ id: "no-city", severity: "info", text: say("city.none"), command })];
}

/** A link that somebody wrote by hand, or that another version made. */
function addressNotices({ page: { unread } }: Room): NoticeParts[] {
  if (unread.length === 0) return [];
  const text = say("page.link-unread", { names: unread.join(", ") });
  return [dismissable({ id: "address", severity: "warning", text })];
}

function problemNotices({ link, clock }: Room): NoticeParts[] {
  const problem = link.problems.value.at(-1);
  if (problem === undefined) return [];
  const past = pastNotice(problem, clock.range.value);
  if (past !== undefined) return [dismissable(past)];
  const { severity, code, message, tip } = problem;
  const notice = { id: `problem ${code} ${message}`, severity, text: message };
  return [dismissable(tip === undefined ? notice : { ...notice, tip })];
}

/** Why the server shows no moment at all, or not this one. */
const PAST_WORDS = new Map<string, PlainWord>([
  ["clock/no-history", "moment.no-history"],
  ["clock/left-out", "moment.left-out"],
  ["clock/full", "moment.full"],
  ["clock/too-many-entities", "moment.full"],
]);

/** A moment that was asked for and cannot be shown. */
function pastNotice(
  { code, message }: Problem,
  range: readonly [from: number, to: number] | undefined,
): NoticeParts | undefined {
  const id = `problem ${code} ${message}`;
  const word = PAST_WORDS.get(code);
  if (word !== undefined) return { id, severity: "warning", text: say(word) };
  if (code !== "clock/out-of-range") return undefined;
  const notice = { id, severity: "warning", text: say("moment.not-kept") } as const;
  if (range === undefined) return notice;
  const [from, to] = range.map((at) => `${formatTime(at, "minute")} ${zoneName(at)}`);
  return { ...notice, tip: say("moment.kept", { from: from ?? "", to: to ?? "" }) };
}

function keepNotices(): NoticeParts[] {
  const message = keepFault.value;
  if (message === undefined) return [];
  return [
    dismissable({ id: "keep", severity: "warning", text: say("storage.failed", { message }) }),
  ];
}

function dismissable(notice: NoticeParts): NoticeParts {
  const dismiss = () => {
    dismissed.value = new Set([...dismissed.value, notice.id]);
  };
  return { ...notice, dismiss };
}
