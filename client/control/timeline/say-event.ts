import { sayTime } from "../../ui/words/say-time.ts";
import type { ToldEvent } from "./read-events.ts";

/** What happened, in one sentence; a type that this page does not know stands as it is called. */
export function sayEvent(event: ToldEvent): string {
  const { type, detail } = event;
  if (type === "start" || type === "stop") return sayTime(`said-${type}`);
  if (type === "source-silent" || type === "source-back")
    return sayTime(`said-${type}`, { who: event.source ?? sayTime("some-source") });
  const who = event.entityName ?? event.entity ?? event.source ?? sayTime("someone");
  if (type === "crossing") {
    const where = event.regionName ?? event.region ?? sayTime("somewhere");
    const how = detail === "enter" || detail === "leave" ? detail : "crossing";
    return sayTime(`said-${how}`, { who, where });
  }
  return `${type}: ${who}`;
}

/** What a type of event is called; as it is where this page does not know it. */
export function sayEventType(type: string): string {
  switch (type) {
    case "crossing":
    case "source-silent":
    case "source-back":
    case "start":
    case "stop":
      return sayTime(`type-${type}`);
    default:
      return type;
  }
}
