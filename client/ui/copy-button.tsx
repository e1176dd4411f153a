import { Check, Copy } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { IconButton } from "./icon-button.tsx";
import { announce } from "./live-region.tsx";
import { say } from "./words/say.ts";

/** Copies a text; says whether it did. */
export function CopyButton({ text }: { text: string }) {
  const [state, setState] = useState<"copy" | "copied" | "failed">("copy");
  useEffect(() => {
    if (state === "copy") return;
    const timer = setTimeout(() => setState("copy"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const label = say(`copy.${state}`);
  const copy = async () => {
    const next = (await copyText(text)) ? "copied" : "failed";
    setState(next);
    announce(say(`copy.${next}`));
  };
  return <IconButton small icon={state === "copied" ? Check : Copy} label={label} onClick={copy} />;
}

/** Whether a text went to the clipboard; a page without TLS, away from localhost, has no clipboard. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
