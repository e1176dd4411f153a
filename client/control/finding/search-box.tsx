import { Search, X } from "lucide";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Found } from "../../../shared/found.ts";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { announce } from "../../ui/live-region.tsx";
import { say } from "../../ui/words/say.ts";
import { OfNow } from "../moment/of-now.tsx";
import type { Room } from "../room.ts";
import { chooseFound } from "./choose-found.ts";
import { CLOSED, type Combobox, press } from "./combobox.ts";
import { FoundList, optionId } from "./found-list.tsx";
import { type FoundGroup, groupFound } from "./group-found.ts";
import { sayFound } from "./say-found.ts";
import { SEARCH_FIELD } from "./search-keys.ts";
import { SearchNote } from "./search-note.tsx";
import type { SearchState } from "./search-session.ts";

/** The field and what it found under it; everything works from the keyboard without leaving the field. */
export function SearchBox({ room }: { room: Room }) {
  const { session, recent, text } = room.search;
  const [box, setBox] = useState<Combobox>(CLOSED);
  /** The state of the search that the active option is of: of what is found anew, none is meant yet. */
  const [meant, setMeant] = useState<SearchState | undefined>(undefined);
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const state = session.current.value;
  const groups = state.state === "idle" ? [] : groupsOf(state);
  const options = state.state === "idle" ? recent.current.value : foundIn(groups);
  useAnnounced(state);
  const isMeant = box.open && meant === state && box.active < options.length;
  const active = isMeant ? box.active : -1;

  /** Enter came before what was found: the best of it is chosen when it is there. */
  const isAwaited = useRef(false);
  const typed = (value: string) => {
    isAwaited.current = false;
    text.value = value;
    setBox({ open: true, active: -1 });
  };
  const choose = (found: Found | undefined) => {
    isAwaited.current = found === undefined;
    if (found === undefined) return session.hurry();
    text.value = sayFound(found).name;
    setBox(CLOSED);
    recent.add(found);
    chooseFound(room, found);
    goOnInInspector(room);
  };
  useEffect(() => {
    if (state.state !== "found" || !isAwaited.current) return;
    isAwaited.current = false;
    const [best] = options;
    if (best !== undefined) choose(best);
  });
  const clear = () => {
    typed("");
    session.type("");
    field.current?.focus();
  };
  const forget = () => {
    recent.clear();
    field.current?.focus();
  };
  const keyed = (event: KeyboardEvent) => {
    // While kana become kanji, keys belong to the input method: its Enter takes a word and opens nothing.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { next, does } = press({ ...box, active }, event.key, options.length);
    setBox(next);
    setMeant(state);
    if (does === "pass" || (does === "clear" && text.value === "")) return;
    event.preventDefault();
    event.stopPropagation();
    isAwaited.current = false;
    if (does === "clear") clear();
    if (does === "choose") choose(chosenBy(state, options, active));
  };
  const left = (event: FocusEvent & { currentTarget: HTMLElement }) => {
    const to = event.relatedTarget;
    if (to instanceof Node && event.currentTarget.contains(to)) return;
    isAwaited.current = false;
    setBox(CLOSED);
  };
  return (
    <div class="search" onFocusOut={left}>
      <div class="search-field">
        <Icon of={Search} />
        <input
          {...{ ref: field, id: SEARCH_FIELD }}
          type="text"
          role="combobox"
          {...{ value: text.value, autocomplete: "off", spellcheck: false, enterkeyhint: "search" }}
          placeholder={say("finding.placeholder")}
          aria-label={say("finding.label")}
          aria-autocomplete="list"
          aria-expanded={box.open && options.length > 0}
          aria-controls={list}
          aria-activedescendant={active === -1 ? undefined : optionId(list, active)}
          aria-keyshortcuts="/"
          onInput={(event) => {
            typed(event.currentTarget.value);
            if (!event.isComposing) session.type(event.currentTarget.value);
          }}
          // In small letters, as Preact passes on the names of events that no property stands for.
          {...{ oncompositionend: (event: InputEvent) => session.type(valueOfField(event)) }}
          onKeyDown={keyed}
          onFocus={() => setBox({ open: true, active: -1 })}
          onClick={() => setBox((now) => ({ ...now, open: true }))}
        />
        {text.value === "" ? (
          <span class="search-key" aria-hidden="true">
            /
          </span>
        ) : (
          <IconButton small icon={X} label={say("finding.clear")} onClick={clear} />
        )}
      </div>
      <FoundList
        {...{ id: list, groups, options, active, open: box.open }}
        isRecent={state.state === "idle"}
        onForget={forget}
        onChoose={choose}
      />
      {box.open && <SearchNote room={room} state={state} />}
      {box.open && state.state === "found" && <OfNow room={room} why="moment.of-now-found" />}
    </div>
  );
}

/**
 * Who chose goes on in what is told of it; `/` leads back. At once, so that no key that follows is lost;
 * where the inspector takes the place of the search, it takes the focus with it by itself.
 */
function goOnInInspector({ docks }: Room): void {
  if (!docks.isOpen("right")) return;
  docks.setFolded("inspector", false);
  document.getElementById("panel-inspector-title")?.focus();
}

function valueOfField({ target }: Event): string {
  return target instanceof HTMLInputElement ? target.value : "";
}

function groupsOf(state: Exclude<SearchState, { state: "idle" }>): readonly FoundGroup[] {
  if (state.state === "found") return groupFound(state.answer);
  return state.state === "searching" && state.before !== undefined ? groupFound(state.before) : [];
}

/** In the order in which they stand in the list. */
function foundIn(groups: readonly FoundGroup[]): readonly Found[] {
  return groups.flatMap(({ found }) => found);
}

/** What Enter means: the option that is active, or the best of what was found for the text as it is. */
function chosenBy(
  { state }: SearchState,
  options: readonly Found[],
  active: number,
): Found | undefined {
  if (active !== -1) return options[active];
  return state === "found" ? options[0] : undefined;
}

/** Says aloud how many there are, as the list itself is not where the focus is. */
function useAnnounced(state: SearchState): void {
  const count = state.state === "found" ? total(state.answer.matched) : undefined;
  const text = state.state === "found" ? state.text : "";
  useEffect(() => {
    if (count === undefined) return;
    announce(count === 0 ? say("finding.none", { text }) : say("finding.said-found", { count }));
  }, [count, text]);
}

function total(matched: Readonly<Record<string, number>>): number {
  return Object.values(matched).reduce((sum, each) => sum + each, 0);
}
