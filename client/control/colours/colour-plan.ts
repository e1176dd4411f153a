import type { CityAttribute, CityCategory } from "../../../shared/city.ts";
import type { ColourChoice } from "./colour-choice.ts";
import { classAmong, classBorders, partBelow } from "./number-classes.ts";
import { rampColours } from "./ramp-colours.ts";

/** One line of the legend. */
export interface ColourClass {
  /** Names it in a link: `=value` of a category, `#0` of numbers, `~others`, `~none`. */
  readonly key: string;
  readonly color: string;
  readonly category?: CityCategory;
  /** Of numbers: from this one on, up to the next; absent at the ends. */
  readonly from?: number;
  readonly to?: number;
  /** Features in it; undefined where it is not known. */
  readonly count?: number;
  /** Whether the count is worked out from the deciles. */
  readonly isAbout?: boolean;
  /** Values that are in it together. */
  readonly several?: number;
}

/** An attribute as it is drawn: classes with colours, and which class a value is in. */
export interface ColourPlan {
  readonly attribute: CityAttribute;
  readonly choice: ColourChoice;
  /** The last is of those that have no value. */
  readonly classes: readonly ColourClass[];
  codeOf(value: unknown): number;
  classOf(code: number): number;
  isShown(code: number): boolean;
}

/** Categories that have a line of their own; the rest stand together. */
const MOST_NAMED = 12;
const NONE = "#8a8f96";
const OTHERS = "#b9b3a7";
/** Colours of no and yes. */
const NO_YES = ["#a9b4c2", "#e69f00"] as const;

/** `features`: how many the layers that have it hold together, where that is known. */
export function colourPlan(
  attribute: CityAttribute,
  choice: ColourChoice,
  features?: number,
): ColourPlan {
  const drawn = isOrdered(attribute)
    ? numberPlan(attribute, choice)
    : categoryPlan(attribute, attribute.type === "boolean" ? noYes(attribute) : attribute.values);
  const missing = features === undefined ? undefined : Math.max(0, features - attribute.known);
  const classes: readonly ColourClass[] = [
    ...drawn.classes,
    { key: "~none", color: NONE, ...(missing === undefined ? {} : { count: missing }) },
  ];
  const none = classes.length - 1;
  const hidden = classes.map(({ key }) => choice.hidden.includes(key));
  const [least, most] = choice.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const classOf = (code: number) => (Number.isNaN(code) ? none : drawn.classOf(code));
  return {
    ...{ attribute, choice, classes, codeOf: drawn.codeOf, classOf },
    isShown: (code) => {
      if (hidden[classOf(code)] === true) return false;
      // Who looks for a range looks for those that have a number.
      return choice.range === undefined || (code >= least && code <= most);
    },
  };
}

/** Whether its values lie on a line: numbers, and days of which a range is known. */
export function isOrdered({ type, range }: CityAttribute): boolean {
  return (type === "number" || type === "date") && range !== undefined;
}

type Drawn = Pick<ColourPlan, "classes" | "codeOf" | "classOf">;

function numberPlan(attribute: CityAttribute, { classing }: ColourChoice): Drawn {
  const borders = classBorders(attribute, classing);
  const colors = rampColours(borders.length + 1);
  const below = [0, ...borders.map((border) => partBelow(attribute, border)), 1];
  const classes = colors.map((color, place): ColourClass => {
    const [from, to] = [borders[place - 1], borders[place]];
    const [start, end] = [below[place], below[place + 1]];
    return {
      ...{ key: `#${place}`, color },
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(start === undefined || end === undefined
        ? {}
        : { count: Math.round((end - start) * attribute.known), isAbout: true }),
    };
  });
  return { classes, codeOf: numberOf, classOf: (code) => classAmong(borders, code) };
}

/** A number, or of a day its year; NaN for anything else. */
function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "string" || value === "") return Number.NaN;
  const year = /^(\d{4})-\d{2}/.exec(value);
  return Number(year?.[1] ?? value);
}

function categoryPlan(attribute: CityAttribute, values: readonly CityCategory[] = []): Drawn {
  const named = values.length <= MOST_NAMED + 1 ? values : values.slice(0, MOST_NAMED);
  const rest = values.slice(named.length);
  const told = values.reduce((sum, { count }) => sum + count, 0);
  const unlisted = Math.max(0, attribute.known - told);
  const classes: ColourClass[] = named.map((category) => ({
    ...{ key: `=${category.value}`, color: category.color, category },
    ...(attribute.type === "boolean" && told === 0 ? {} : { count: category.count }),
  }));
  if (rest.length > 0 || (unlisted > 0 && told > 0))
    classes.push({
      ...{ key: "~others", color: OTHERS, several: rest.length },
      count: attribute.known - named.reduce((sum, { count }) => sum + count, 0),
    });
  const places = new Map(named.map(({ value }, place) => [value, place]));
  const others = rest.length > 0 || (unlisted > 0 && told > 0) ? named.length : Number.NaN;
  const codeOf = (value: unknown) => {
    if (value === undefined || value === null || value === "") return Number.NaN;
    return places.get(String(value)) ?? others;
  };
  return { classes, codeOf, classOf: (code) => code };
}

function noYes({ values }: CityAttribute): readonly CityCategory[] {
  if (values !== undefined && values.length > 0) return values;
  return NO_YES.map((color, place) => ({ value: String(place === 1), count: 0, color }));
}
