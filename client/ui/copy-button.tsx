import { Check, Copy } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { copyText } from "./copy-text.ts";
import { IconButton } from "./icon-button.tsx";
import { announce } from "./live-region.tsx";
import { say } from "./words/say.ts";

interface CopyButtonProps {
  /** A function where it changes by itself: what is copied is what it is then. */
  readonly text: string | (() => string);
  /** What it is, where there are several to choose from. */
  readonly what?: string;
}

/** Copies a text; says whether it did. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const [state, setState] = useState<"copy" | "copied" | "failed">("copy");
  useEffect(() => {
    if (state === "copy") return;
    const timer = setTimeout(() => setState("copy"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const label =
    state === "copy" && what !== undefined ? say("copy.copy-what", { what }) : say(`copy.${state}`);
  const copy = async () => {
    const next = (await copyText(typeof text === "string" ? text : text())) ? "copied" : "failed";
    setState(next);
    announce(say(`copy.${next}`));
  };
  return <IconButton small icon={state === "copied" ? Check : Copy} label={label} onClick={copy} />;
}
