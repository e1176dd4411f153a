import type { Fleet } from "./fleet.ts";

/**
 * Who follows whom on every strip. A vehicle is in the queue of the strip its front is on; while it
 * changes lanes it is, by a second place, in the queue of the lane it leaves too. Places 0 to count - 1
 * are the vehicles themselves, the others their second places.
 */
export class Queues {
  readonly #fleet: Fleet;
  readonly #count: number;
  /** By place: who is ahead and behind; -1 for none. */
  readonly ahead: Int32Array;
  readonly behind: Int32Array;
  /** By strip: the foremost and the last place. */
  readonly front: Int32Array;
  readonly tail: Int32Array;
  /** By strip: metres that those in its queue need when they stand bumper to bumper. */
  readonly used: Float64Array;

  constructor(fleet: Fleet, strips: number) {
    this.#fleet = fleet;
    this.#count = fleet.count;
    this.ahead = new Int32Array(2 * fleet.count).fill(-1);
    this.behind = new Int32Array(2 * fleet.count).fill(-1);
    this.front = new Int32Array(strips).fill(-1);
    this.tail = new Int32Array(strips).fill(-1);
    this.used = new Float64Array(strips);
  }

  vehicleAt(place: number): number {
    return place < this.#count ? place : place - this.#count;
  }

  /** The second place of a vehicle. */
  secondOf(vehicle: number): number {
    return vehicle + this.#count;
  }

  /** Last in the queue of a strip. */
  append(place: number, strip: number): void {
    this.insert(place, strip, this.tail[strip] as number);
  }

  /** Right behind a place of the strip's queue; foremost where that is -1. */
  insert(place: number, strip: number, ahead: number): void {
    const behind = (ahead >= 0 ? this.behind[ahead] : this.front[strip]) as number;
    this.ahead[place] = ahead;
    this.behind[place] = behind;
    if (ahead >= 0) this.behind[ahead] = place;
    else this.front[strip] = place;
    if (behind >= 0) this.ahead[behind] = place;
    else this.tail[strip] = place;
    this.used[strip] = (this.used[strip] as number) + this.#need(place);
  }

  remove(place: number, strip: number): void {
    const ahead = this.ahead[place] as number;
    const behind = this.behind[place] as number;
    if (ahead >= 0) this.behind[ahead] = behind;
    else this.front[strip] = behind;
    if (behind >= 0) this.ahead[behind] = ahead;
    else this.tail[strip] = ahead;
    this.ahead[place] = -1;
    this.behind[place] = -1;
    this.used[strip] = (this.used[strip] as number) - this.#need(place);
  }

  /** The last place whose front is beyond some metres along a strip; -1 where none is. */
  aheadOf(strip: number, metres: number): number {
    let place = this.tail[strip] as number;
    while (place >= 0 && (this.#fleet.at[this.vehicleAt(place)] as number) < metres) {
      place = this.ahead[place] as number;
    }
    return place;
  }

  #need(place: number): number {
    return (this.#fleet.length[this.vehicleAt(place)] as number) + STANDING_GAP;
  }
}

/** Metres between vehicles that stand in a queue. */
export const STANDING_GAP = 2;
