import { useEffect, useRef } from "preact/hooks";
import type { Found } from "../../../shared/found.ts";
import { say } from "../../ui/words/say.ts";
import { FoundOption } from "./found-option.tsx";
import type { FoundGroup } from "./group-found.ts";
import { OptionGroup } from "./option-group.tsx";

export interface FoundListProps {
  readonly id: string;
  readonly open: boolean;
  readonly groups: readonly FoundGroup[];
  /** All of them in order; what was chosen lately where nothing is searched. */
  readonly options: readonly Found[];
  readonly active: number;
  /** Whether they are what was chosen lately, as nothing is searched. */
  readonly isRecent: boolean;
  readonly onForget: () => void;
  readonly onChoose: (found: Found) => void;
}

/** Id of an option in the list. */
export function optionId(list: string, place: number): string {
  return `${list}-${place}`;
}

/** The options under the field. Always in the page, as the field names it; empty while it is closed. */
export function FoundList(props: FoundListProps) {
  const { id, open, groups, options, active, isRecent, onForget, onChoose } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const isShown = open && options.length > 0;
  const row = (found: Found, place: number) => (
    <FoundOption
      key={`${found.type} ${found.id}`}
      id={optionId(id, place)}
      found={found}
      active={place === active}
      onChoose={() => onChoose(found)}
    />
  );
  return (
    <>
      <div
        class="found-list"
        id={id}
        ref={list}
        role="listbox"
        aria-label={say("finding.results")}
        hidden={!isShown}
        // The focus stays in the field.
        onMouseDown={(event) => event.preventDefault()}
      >
        {isShown && isRecent && (
          <OptionGroup title={say("finding.recent")}>{options.map(row)}</OptionGroup>
        )}
        {isShown &&
          !isRecent &&
          groups.map(({ type, found, from, more }) => (
            <OptionGroup key={type} title={say(`finding.${type}`)} more={more}>
              {found.map((each, place) => row(each, from + place))}
            </OptionGroup>
          ))}
      </div>
      {isShown && isRecent && (
        <button type="button" class="fold found-forget" onClick={onForget}>
          {say("finding.forget")}
        </button>
      )}
    </>
  );
}
