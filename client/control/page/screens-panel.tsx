import { ExternalLink, MonitorUp, Presentation } from "lucide";
import { useId, useState } from "preact/hooks";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Icon } from "../../ui/icon.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { readName } from "../../ui/screen-name.ts";
import { Switch } from "../../ui/switch.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { linkTo } from "./link-to.ts";
import { present } from "./present.ts";
import { SharedAs } from "./shared-as.tsx";

/** A wall of screens: what this one is, and links to others with their own camera and layers. */
export function screensPanel(room: Room): PanelParts {
  return {
    id: "screens",
    icon: MonitorUp,
    title: say("page.screens"),
    body: () => <Screens room={room} />,
  };
}

function Screens({ room }: { room: Room }) {
  const { screen } = room.page;
  return (
    <div class="screens">
      {screen !== undefined && <p>{say("page.screen-this", { name: screen })}</p>}
      <p class="quiet">{say("page.screens-how")}</p>
      <div class="screens-row">
        <button type="button" class="button" onClick={() => present(room)}>
          <Icon of={Presentation} />
          {say("page.screen-present")}
        </button>
      </div>
      <SharedAs page={room.page} />
      <AnotherScreen room={room} />
      <div class="screens-link">
        <span class="quiet">{say("page.link-view")}</span>
        <CopyButton text={() => linkTo(room, {})} />
      </div>
    </div>
  );
}

function AnotherScreen({ room }: { room: Room }) {
  const [number, setNumber] = useState(2);
  const [typed, setTyped] = useState<string>();
  const [presented, setPresented] = useState(false);
  const id = useId();
  const text = typed ?? say("page.screen-name-first", { number });
  const screen = readName(text);
  const share = room.page.sharedAs.value;
  return (
    <fieldset class="screens-other">
      <legend>{say("page.screen-other")}</legend>
      <label for={id}>{say("page.screen-name")}</label>
      <input
        id={id}
        class="text-field"
        value={text}
        maxLength={32}
        autocomplete="off"
        aria-invalid={screen === undefined}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <div class="screens-switch">
        <span>{say("page.screen-present")}</span>
        <Switch label={say("page.screen-present")} on={presented} onChange={setPresented} />
      </div>
      {screen === undefined ? (
        <p class="field-fault" role="alert">
          {say("page.name-fault")}
        </p>
      ) : (
        <OpenScreen
          url={() => linkTo(room, { screen, ...(share && { share }), present: presented })}
          onOpen={() => {
            setTyped(undefined);
            setNumber(number + 1);
          }}
        />
      )}
    </fieldset>
  );
}

function OpenScreen({ url, onOpen }: { url: () => string; onOpen: () => void }) {
  // The moment shown goes on without a drawing: whoever takes the link has that of now.
  const fresh = (event: { readonly currentTarget: HTMLAnchorElement }) => {
    event.currentTarget.href = url();
  };
  return (
    <div class="screens-link">
      <a
        class="button"
        href={url()}
        target="_blank"
        rel="noopener"
        onPointerDown={fresh}
        onFocus={fresh}
        onClick={(event) => {
          fresh(event);
          // Drawn at once it would be the next one's before the browser has followed it.
          setTimeout(onOpen);
        }}
      >
        <Icon of={ExternalLink} />
        {say("page.screen-open")}
      </a>
      <CopyButton text={url} />
    </div>
  );
}
