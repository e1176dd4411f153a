import { CircleAlert, type IconNode, TriangleAlert } from "lucide";
import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

export interface StateProps {
  readonly as: "empty" | "attention" | "error";
  /** What there is to know, in one short sentence. */
  readonly title: string;
  readonly icon?: IconNode;
  /** Above other content that is still shown. */
  readonly banner?: boolean;
  /** Where it is, and what to do. */
  readonly children?: ComponentChildren;
}

/** A panel's body, or the head of it, when there is not simply content: empty, old, failed. */
export function State({ as, title, icon, banner, children }: StateProps) {
  const shown = icon ?? (as === "empty" ? undefined : as === "error" ? CircleAlert : TriangleAlert);
  return (
    <div
      class={`state ${as} ${banner ? "banner" : ""}`}
      role={as === "error" ? "alert" : undefined}
    >
      <div class="state-line">
        {shown !== undefined && <Icon of={shown} />}
        <strong>{title}</strong>
      </div>
      {children}
    </div>
  );
}

/** What is shown while something loads; only seen when that takes more than 300 ms. */
export function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
}
