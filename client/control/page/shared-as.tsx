import { Link2, Unlink } from "lucide";
import { useId, useState } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";
import { announce } from "../../ui/live-region.tsx";
import { readName } from "../../ui/screen-name.ts";
import { say } from "../../ui/words/say.ts";
import type { PageState } from "./page-state.ts";

/** Under which name the selection is shared with other pages; begins and ends it. */
export function SharedAs({ page }: { page: PageState }) {
  const shared = page.sharedAs.value;
  const [typed, setTyped] = useState<string>();
  const id = useId();
  if (shared !== undefined) {
    return (
      <div class="screens-shared">
        <p>{say("page.shared-as", { name: shared })}</p>
        <button type="button" class="button" onClick={() => leaveShared(page)}>
          <Icon of={Unlink} />
          {say("page.shared-leave")}
        </button>
      </div>
    );
  }
  const text = typed ?? say("page.shared-first");
  const name = readName(text);
  return (
    <form
      class="screens-shared"
      onSubmit={(event) => {
        event.preventDefault();
        if (name === undefined) return;
        page.sharedAs.value = name;
        announce(say("page.shared-as", { name }));
      }}
    >
      <label for={id}>{say("page.shared-name")}</label>
      <div class="screens-row">
        <input
          id={id}
          class="text-field"
          value={text}
          maxLength={32}
          autocomplete="off"
          aria-invalid={name === undefined}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="button" disabled={name === undefined}>
          <Icon of={Link2} />
          {say("page.shared-join")}
        </button>
      </div>
      {name === undefined && (
        <p class="field-fault" role="alert">
          {say("page.name-fault")}
        </p>
      )}
    </form>
  );
}

/** In the strip: that the selection is shared, with whom, and the way out. */
export function SharedChip({ page }: { page: PageState }) {
  const name = page.sharedAs.value;
  if (name === undefined) return null;
  return (
    <button
      type="button"
      class="shared-chip"
      title={say("page.shared-chip-title", { name })}
      aria-label={say("page.shared-chip-title", { name })}
      onClick={() => leaveShared(page)}
    >
      <Icon of={Link2} />
      <span>{name}</span>
    </button>
  );
}

function leaveShared(page: PageState): void {
  page.sharedAs.value = undefined;
  announce(say("page.shared-left"));
}
