/**
 * One thing that a source says of a feature. `path` is readable and stable: the source's names without
 * prefixes, joined by `/`, from the feature inwards (`usage`, `buildingDetailAttribute/surveyYear`). Of
 * things that are said several times each has a qualifier that tells them apart, its own description or
 * its number: `riverFloodingRiskAttribute[都川水系都川・L2（想定最大規模）]/depth`.
 */
export interface Attribute {
  readonly path: string;
  /** As people read it: of a coded one its label, where there is one. */
  readonly value: string | number | boolean;
  /** What it is, as far as the source tells; it is drawn and filtered by that. */
  readonly kind: "category" | "number" | "text" | "date" | "boolean";
  /** The code behind `value`. */
  readonly code?: string;
  /** As the source names it: `m`, `m2`, `hour`. */
  readonly unit?: string;
}
