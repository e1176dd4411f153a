import { KEY_GROUPS, type KeyBinding, type KeyTable } from "../../ui/key-table.ts";
import { say } from "../../ui/words/say.ts";

/** Signs that are easier to read than the name of the key. */
const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  " ": "Space",
};

/** Every key of the page and what it does, by group. */
export function KeyList({ keys }: { keys: KeyTable }) {
  const lines = keys.lines.value;
  return KEY_GROUPS.map((group) => {
    const rows = rowsOf(lines.filter((line) => line.group === group));
    if (rows.length === 0) return null;
    return (
      <section key={group}>
        <h3>{say(`page.keys-${group}`)}</h3>
        <dl>
          {rows.map((row) => (
            <KeyRow key={row[0]?.word} lines={row} />
          ))}
        </dl>
      </section>
    );
  });
}

/** Lines with the same keys are one row, in the order in which they are asked. */
function rowsOf(lines: readonly KeyBinding[]): (readonly KeyBinding[])[] {
  const rows = new Map<string, KeyBinding[]>();
  for (const line of lines) {
    const name = line.keys.join(" ");
    rows.set(name, [line, ...(rows.get(name) ?? [])]);
  }
  return [...rows.values()];
}

function KeyRow({ lines }: { lines: readonly KeyBinding[] }) {
  const { keys, shown = keys } = lines[0] ?? { keys: [] };
  return (
    <div>
      <dt>
        {shown.map((key) => (
          <kbd key={key}>{SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</kbd>
        ))}
      </dt>
      {lines.map(({ word }) => (
        <dd key={word}>{say(word)}</dd>
      ))}
    </div>
  );
}
