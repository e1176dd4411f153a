/** What the help says in English of the keys of time; the rest of the timeline is loaded with it. */
export const timeKeysEnglish = {
  "timeline.key-play": "Play or pause the past; live: stop at this moment",
  "timeline.key-ten": "10 s back or on",
  "timeline.key-minute": "1 min on or back",
  "timeline.key-second": "1 s back or on",
  "timeline.key-event": "Event before, next event",
  "timeline.key-open": "Open or fold the timeline",
  "page.keys-time": "Time",
} as const;
