import type { Limits } from "../security/limits.ts";
import { answerQuestion } from "./answer-question.ts";
import { Areas } from "./areas.ts";
import { BuildingAnswers } from "./buildings/building-answers.ts";
import type { CityKnowledge } from "./city/city-knowledge.ts";
import { METHODS } from "./methods.ts";
import { HEARD, LEFT, MoveBatch, SEEDED } from "./moves/move-batch.ts";
import { census } from "./tracking/census.ts";
import { CAUSES, CrossingLog } from "./tracking/crossing-log.ts";
import { EntityTable } from "./tracking/entity-table.ts";
import type { Order, Report } from "./worker-messages.ts";

const MOVED = CAUSES.indexOf("moved");
const APPEARED = CAUSES.indexOf("appeared");
const ABSENT = CAUSES.indexOf("absent");

interface Options {
  readonly city: CityKnowledge;
  readonly limits: Limits;
  readonly now: () => number;
  readonly tell: (report: Report, transfer?: readonly ArrayBuffer[]) => void;
}

/** What the thread of spatial answers does: takes moves in their order, counts, and answers. */
export class SpatialWork {
  readonly #options: Options;
  readonly #table = new EntityTable();
  readonly #areas: Areas;
  readonly #buildings: BuildingAnswers;
  readonly #crossings: CrossingLog;
  readonly #sources: string[] = [];

  constructor(options: Options) {
    this.#options = options;
    this.#crossings = new CrossingLog(options.limits.crossingsTold);
    const { city, now } = options;
    this.#areas = new Areas({ ...city, now, table: this.#table });
    this.#buildings = new BuildingAnswers(city, options.limits);
  }

  take(order: Order): void {
    switch (order.type) {
      case "moves":
        for (const name of order.sources) this.#sources.push(name);
        return this.#move(new MoveBatch(order.buffer, order.count));
      case "region-part":
        return this.#areas.take(order.regions);
      case "regions": {
        this.#areas.settle(order.ids);
        const counts = this.#areas.regionCounts();
        return this.#options.tell({ type: "regions", ticket: order.ticket, counts });
      }
      case "ask": {
        const { city, now } = this.#options;
        const [table, areas, buildings] = [this.#table, this.#areas, this.#buildings];
        const answer = answerQuestion({ city, now, table, areas, buildings }, order);
        return this.#options.tell({ type: "answer", ticket: order.ticket, answer });
      }
    }
  }

  /** Once a second: tells the news. */
  beat(): void {
    const { now, tell } = this.#options;
    const at = now();
    const begun = performance.now();
    this.#areas.wake();
    const counted = {
      census: census(this.#table, this.#sources, at),
      districts: this.#areas.districtCounts(),
      regions: this.#areas.changedRegions(),
    };
    const answer = { at, took: performance.now() - begun, method: METHODS.count };
    tell({ type: "news", news: { answer, ...counted } });
  }

  #move(batch: MoveBatch): void {
    for (let at = 0; at < batch.count; at++) this.#moveOne(batch, at);
    const crossings = this.#crossings.take();
    const { buffer, count } = batch;
    this.#options.tell(
      {
        type: "moved",
        buffer,
        count,
        ...(crossings === undefined ? {} : { crossings }),
        crossingsLeftOut: this.#crossings.leftOut,
        asked: this.#areas.asked,
      },
      crossings === undefined ? [buffer] : [buffer, crossings.buffer],
    );
  }

  #moveOne(batch: MoveBatch, at: number): void {
    const type = batch.types[at];
    const table = this.#table;
    const handle = table.hear(batch, at);
    if (type === HEARD) return;
    const wasThere = table.present[handle] === 1;
    table.place(batch, at, handle);
    if (type === SEEDED) return this.#areas.update(handle);
    this.#cause = type === LEFT ? ABSENT : wasThere ? MOVED : APPEARED;
    this.#areas.update(handle, this.#note);
  }

  /** Why the entity that is being moved crosses what it crosses. */
  #cause = MOVED;
  readonly #note = (entered: boolean, area: number, handle: number): void => {
    const place = this.#crossings.next();
    if (place === undefined) return;
    const { numbers, from } = place;
    const table = this.#table;
    numbers[from] = Number(entered);
    numbers[from + 1] = this.#cause;
    numbers[from + 2] = area;
    numbers[from + 3] = handle;
    numbers[from + 4] = table.kinds[handle] as number;
    numbers[from + 5] = table.provenances[handle] as number;
    numbers[from + 6] = table.positionAt[handle] as number;
    numbers[from + 7] = table.longitudes[handle] as number;
    numbers[from + 8] = table.latitudes[handle] as number;
    numbers[from + 9] = table.heights[handle] as number;
  };
}
