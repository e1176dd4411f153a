import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Skeleton, State } from "./state.tsx";
import { say } from "./words/say.ts";

/**
 * A part of the page that is loaded when it is first shown, so that the page itself is there sooner. Where
 * it cannot be had, it says so and is tried again when it is shown again. `waiting` is there until it is.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: () => preact.JSX.Element | null = Skeleton,
): (props: Props) => preact.JSX.Element | null {
  let loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const [fault, setFault] = useState<string>();
    const [, setLoaded] = useState(loaded !== undefined);
    useEffect(() => {
      if (loaded !== undefined) return;
      load()
        .then((part) => {
          loaded = part;
          setLoaded(true);
        })
        .catch((error: unknown) =>
          setFault(error instanceof Error ? error.message : String(error)),
        );
    }, []);
    const Part = loaded;
    if (Part !== undefined) return <Part {...props} />;
    if (fault === undefined) return waiting();
    return <State as="error" title={say("fetch.unreachable", { message: fault })} />;
  };
}
