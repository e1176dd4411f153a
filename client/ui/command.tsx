import { CopyButton } from "./copy-button.tsx";

/** A command to type elsewhere, with a button that copies it. */
export function Command({ text }: { text: string }) {
  return (
    <div class="command">
      <code>{text}</code>
      <CopyButton text={text} />
    </div>
  );
}
