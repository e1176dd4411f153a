import { nearMiss } from "../../../shared/near-miss.ts";
import { type Problem, problem } from "../../../shared/problem.ts";
import type { BuildingColumn } from "../city/building-column.ts";
import type { BuildingCondition } from "../worker-messages.ts";

/** Whether a cell meets a condition; one that says nothing (NaN) meets none. */
export type CellTest = (cell: number) => boolean;

const TRUTHS = ["false", "true"];
/** Values that a refusal names. */
const TOLD = 12;

/** The test of a condition on a column of its name; what is wrong with the condition. */
export function conditionTest(
  column: BuildingColumn,
  { test, value }: BuildingCondition,
): CellTest | Problem {
  if (test === "known") return (cell) => !Number.isNaN(cell);
  if (column.type === "number") return numberTest(column, test, value);
  if (test === ">=" || test === "<=") {
    return fault(
      `There is a ${test} with "${column.id}", which is no number.`,
      `Ask for ${column.id}= or ${column.id}!= and one of its values.`,
    );
  }
  const places = placesOf(column, value);
  if (places.length === 0) return noValue(column, value);
  const isOne = new Set(places);
  return test === "="
    ? (cell) => isOne.has(cell)
    : (cell) => !Number.isNaN(cell) && !isOne.has(cell);
}

function numberTest(
  { id }: BuildingColumn,
  test: BuildingCondition["test"],
  text: string,
): CellTest | Problem {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value))
    return fault(
      `"${text.slice(0, 50)}" is no number to compare "${id}" with.`,
      `Like ${id}>=10.5.`,
    );
  switch (test) {
    case ">=":
      return (cell) => cell >= value;
    case "<=":
      return (cell) => cell <= value;
    case "!=":
      return (cell) => !Number.isNaN(cell) && cell !== value;
    default:
      return (cell) => cell === value;
  }
}

/** Cells of a value by its name, or by the source's code where no value is called so. */
function placesOf({ values = TRUTHS, codes = [] }: BuildingColumn, text: string): number[] {
  const of = (list: readonly (string | null)[]) =>
    list.flatMap((each, place) => (each === text ? [place] : []));
  const named = text === "" ? [] : of(values);
  return named.length > 0 || text === "" ? named : of(codes);
}

function noValue({ id, values = TRUTHS }: BuildingColumn, text: string): Problem {
  const near = nearMiss(text, values);
  const some = values.filter((value) => value !== "").slice(0, TOLD);
  const more = values.length > some.length ? " and more" : "";
  return fault(
    `"${id}" never is "${text.slice(0, 50)}".`,
    near === undefined
      ? `There are ${some.map((each) => `"${each.slice(0, 50)}"`).join(", ")}${more}.`
      : `Is it "${near.slice(0, 100)}"?`,
  );
}

function fault(message: string, tip: string): Problem {
  return problem("http/bad-query", message, tip);
}
