import { CityPlane } from "../../shared/city-plane.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { HeightModel } from "../crs/height-model.ts";
import type { CityReader, DegreeBounds, SourceNote, Survey } from "../read/city-reader.ts";

/** What the inputs together say of themselves. */
export interface Surveyed {
  /** Those that can be read. */
  readonly readers: readonly CityReader[];
  /** Of those that cannot. */
  readonly failed: readonly Problem[];
  readonly plane: CityPlane;
  readonly crs: readonly string[];
  readonly sources: readonly SourceNote[];
  readonly name?: string;
}

/**
 * Asks each input what it is, and lays the city's plane: its origin in the middle of all, its height 0 at
 * the sea there, so that heights in it are heights above the sea. Throws when aborted.
 */
export async function surveyInputs(
  readers: readonly CityReader[],
  heights: HeightModel,
  signal: AbortSignal,
): Promise<Surveyed | Problem> {
  const good: CityReader[] = [];
  const surveys: Survey[] = [];
  const failed: Problem[] = [];
  for (const reader of readers) {
    const survey = await reader.survey();
    signal.throwIfAborted();
    if (isProblem(survey)) failed.push(survey);
    else {
      good.push(reader);
      surveys.push(survey);
    }
  }
  const bounds = around(surveys.flatMap((survey) => survey.bounds ?? []));
  if (bounds === undefined) return failed[0] ?? nowhere();
  const [west, south, east, north] = bounds;
  const longitude = (west + east) / 2;
  const latitude = (south + north) / 2;
  const name = surveys.find((survey) => survey.name !== undefined)?.name;
  return {
    readers: good,
    failed,
    plane: new CityPlane({ longitude, latitude, height: heights.undulation(longitude, latitude) }),
    crs: [...new Set(surveys.map(({ crs }) => crs))].sort(),
    sources: distinct(surveys.flatMap(({ sources }) => sources)),
    ...(name === undefined ? {} : { name }),
  };
}

function nowhere(): Problem {
  return problem(
    "tiles/no-place",
    "None of the inputs holds a place.",
    "Name files with buildings or other things of a city.",
  );
}

/** The flat list of bounds, four numbers each, as one. */
function around(flat: readonly number[]): DegreeBounds | undefined {
  if (flat.length === 0) return undefined;
  const side = (k: number) => flat.filter((_, i) => i % 4 === k);
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  return [least(side(0)), least(side(1)), most(side(2)), most(side(3))];
}

function distinct(notes: readonly SourceNote[]): SourceNote[] {
  const known = new Map(notes.map((note) => [JSON.stringify(note), note]));
  return [...known.values()];
}
