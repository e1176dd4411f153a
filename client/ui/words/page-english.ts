/** What the pages say in English of the page as a whole: start page, wall, presentation, tour, help. */
export const pageEnglish = {
  "page.home-title": "Machinami",
  "page.home-what":
    "A live 3D twin of the city: where everything is now, how fresh that is, and where it comes from.",
  "page.home-pages": "Pages",
  "page.home-control": "Control room",
  "page.home-control-text": "Watch the city as it lives, ask it questions, act on what it says.",
  "page.home-plan": "Planning",
  "page.home-plan-text": "Branch the city, redesign it, compare before and after.",
  "page.home-exhibit": "Exhibition",
  "page.home-exhibit-text": "A city to touch, that tells its own story.",
  "page.home-report": "Report",
  "page.home-report-text": "Tell the city what needs care in your street, and follow it.",
  "page.home-city": "{name}, now",
  "page.home-now": "Now",
  "page.home-no-city": "Now, without a city to draw",
  "page.home-entities": "entities",
  "page.home-stale": { one: "{count} stale", other: "{count} stale" },
  "page.home-rate": "observations/s",
  "page.home-feeds": "sources sending",
  "page.home-feeds-of": "{flowing} of {all}",
  "page.home-ailing": { one: "{count} in trouble", other: "{count} in trouble" },
  "page.home-empty": "Nothing has reported its place yet.",
  "page.home-old": "No answer since {at}. These figures are old; they come back by themselves.",
  "page.home-unreachable": "The server does not answer.",
  "page.home-unreachable-tip": "This page keeps asking by itself.",
  "page.home-api": "What programs can ask",

  "page.keys-page": "Everywhere",
  "page.keys-panels": "Panels",
  "page.keys-camera": "Views and camera",
  "page.keys-map": "On the map",
  "page.keys-tools": "Tools",

  "page.key-present": "Only the picture and the clock",
  "page.key-full-screen": "Full screen",
  "page.key-leave-present": "Bring the panels back",
  "page.key-leave-tour": "Leave the tour",

  "page.help-symbols": "What the symbols mean",
  "page.about": "About",
  "page.about-version": "Machinami {version}",
  "page.about-licences":
    "Open source, Apache License 2.0. The city is drawn by CesiumJS; icons by Lucide; type: Inter and Noto Sans JP.",
  "page.about-sources": "Sources: {credits}",
  "page.about-home": "Start page",

  "page.present": "Present: only the picture and the clock",
  "page.present-said": "Only the picture and the clock are shown. Escape brings the panels back.",
  "page.present-ended": "The panels are back.",
  "page.present-leave": "Bring the panels back",
  "page.present-light": "Light held at {light}",

  "page.city-failed": "The city could not be loaded.",
  "page.city-failed-tip": "The page tries again every few seconds.",

  "history.title": "History",

  "page.screens": "Screens",
  "page.screens-how":
    "A wall of screens: each is a page with its own camera and layers, which it remembers by its name. They can share one selection.",
  "page.screen-this": "This is the screen “{name}”.",
  "page.screen-other": "Another screen",
  "page.screen-name": "Its name",
  "page.screen-name-first": "screen {number}",
  "page.screen-present": "Only the picture and the clock",
  "page.screen-open": "Open another screen",
  "page.name-fault": "A name has letters, digits, spaces, dots and dashes, 32 at most.",
  "page.link-view": "Link to what this page shows",
  "page.link-unread": "Part of this page's address could not be understood: {names}.",
  "page.shared-as": "The selection is shared as “{name}”.",
  "page.shared-name": "Share the selection with all pages of this name",
  "page.shared-first": "wall",
  "page.shared-join": "Share",
  "page.shared-leave": "Stop sharing",
  "page.shared-left": "The selection is this page's own again.",
  "page.shared-chip-title": "Selection shared as “{name}”; press to stop sharing",

  "page.tour-start": "Take the tour",
  "page.tour-step": "{step} of {steps}",
  "page.tour-skip": "Skip the tour",
  "page.tour-back": "Back",
  "page.tour-next": "Next",
  "page.tour-done": "Done",
  "page.tour-map": "The city, as it is now",
  "page.tour-map-text":
    "Drag to move, scroll to come nearer, hold the right button to turn. Arrow keys do the same. Click a vehicle, a sensor or a building to learn what it is.",
  "page.tour-map-touch":
    "Move with one finger; come nearer, turn and tilt with two. Tap a vehicle, a sensor or a building to learn what it is.",
  "page.tour-layers": "What is on the map",
  "page.tour-layers-text":
    "Every kind and every source, with how many there are and how fresh they are. Switch off what you do not need. An outline instead of a filled sign is old; a dashed ring is simulated.",
  "page.tour-search": "Find anything",
  "page.tour-search-text":
    "Type a name, or part of one: vehicles, buildings, places. The key / brings you here from anywhere.",
  "page.tour-areas": "Districts and regions",
  "page.tour-areas-text":
    "Districts are shaded by what is in them. Draw a region of your own, and see who enters and leaves it.",
  "page.tour-inspector": "One thing, closely",
  "page.tour-inspector-text":
    "What you choose is told of here: where it comes from, how old it is, and what it measures.",
  "page.tour-strip": "Can it be trusted",
  "page.tour-strip-text":
    "The connection, how much comes in, how late it is, and the city's clock. Beside the clock it says whether this is live, recorded or simulated. Help, by its button or the ? key, has this tour again.",
} as const;
