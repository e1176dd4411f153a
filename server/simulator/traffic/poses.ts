import { type CarParks, LEVEL_HEIGHT } from "./car-parks.ts";
import { DRIVING, ENTERING, type Fleet, PARKED } from "./fleet.ts";
import type { Roadway } from "./look-ahead.ts";
import { mirrorPose } from "./mirror-roads.ts";
import { type Trips, VERGE } from "./trips.ts";

/** Where a vehicle is and how it stands. Reused: read it before the next is set. */
export class Pose {
  /** Of its middle, metres of the plane; on the surface. */
  east = 0;
  north = 0;
  height = 0;
  /** Clockwise from north, 0 to 360. */
  headingDegrees = 0;
}

/** Works out where vehicles are from where they are on their strips. */
export class Poses {
  readonly #way: Roadway;
  readonly #parks: CarParks;
  readonly #trips: Trips;
  readonly #inMirror: boolean;
  readonly #front = new Float64Array(3);
  readonly #rear = new Float64Array(3);

  /** @param inMirror whether the roads are seen in a mirror (mirror-roads.ts). */
  constructor(way: Roadway, parks: CarParks, trips: Trips, inMirror: boolean) {
    this.#way = way;
    this.#parks = parks;
    this.#trips = trips;
    this.#inMirror = inMirror;
  }

  set(pose: Pose, vehicle: number): void {
    const { fleet } = this.#way;
    const state = fleet.state[vehicle];
    if (state === DRIVING) this.#onRoad(pose, vehicle);
    else if (state === PARKED) this.#inStall(pose, vehicle);
    else this.#onGround(pose, vehicle);
    if (this.#inMirror) mirrorPose(pose);
  }

  #onRoad(pose: Pose, vehicle: number): void {
    const { fleet } = this.#way;
    const length = fleet.length[vehicle] as number;
    this.#locate(vehicle, 0, this.#front);
    this.#locate(vehicle, length, this.#rear);
    const [x, y, z] = this.#front as unknown as [number, number, number];
    const [rx, ry, rz] = this.#rear as unknown as [number, number, number];
    const size = Math.hypot(x - rx, y - ry) || 1;
    const [dx, dy] = [(x - rx) / size, (y - ry) / size];
    const aside = fleet.aside[vehicle] as number;
    // The middle between its ends, but half a length behind the front where the two are not a length apart.
    pose.east = x - (dx * Math.min(size, length)) / 2 - dy * aside;
    pose.north = y - (dy * Math.min(size, length)) / 2 + dx * aside;
    pose.height = (z + rz) / 2;
    pose.headingDegrees = headingOf(dx, dy);
  }

  #inStall(pose: Pose, vehicle: number): void {
    const { park, slot } = this.#trips.groundOf(vehicle);
    const place = this.#parks.all[park];
    const stall = place?.stalls[slot % place.stalls.length];
    if (place === undefined || stall === undefined) return;
    pose.east = stall.point[0];
    pose.north = stall.point[1];
    pose.height = stall.point[2] + Math.floor(slot / place.stalls.length) * LEVEL_HEIGHT;
    pose.headingDegrees = stall.headingDegrees;
  }

  /** Between the drive and the stall: along a bow that begins and ends in the way the vehicle stands there. */
  #onGround(pose: Pose, vehicle: number): void {
    const { fleet, network } = this.#way;
    this.#inStall(pose, vehicle);
    const { park, slot } = this.#trips.groundOf(vehicle);
    const place = this.#parks.all[park];
    if (place === undefined) return;
    const half = (fleet.length[vehicle] as number) / 2;
    network.strips.locate(place.lane, place.at, this.#front);
    network.strips.locate(place.lane, Math.max(0, place.at - 2 * half), this.#rear);
    const [x, y, z] = this.#front as unknown as [number, number, number];
    const [rx, ry] = this.#rear as unknown as [number, number];
    const size = Math.hypot(x - rx, y - ry) || 1;
    const [dx, dy] = [(x - rx) / size, (y - ry) / size];
    const isEntering = fleet.state[vehicle] === ENTERING;
    const verge = isEntering ? 0 : VERGE;
    const drive = [x - dx * half - dy * verge, y - dy * half + dx * verge, z, headingOf(dx, dy)];
    const way = this.#trips.wayLength(park, slot);
    const gone = Math.min(1, (fleet.drive[vehicle] as number) / way);
    this.#bow(pose, drive as [number, number, number, number], isEntering ? gone : 1 - gone);
  }

  /** Sets a pose that stands in its stall to the part of the way there from a drive. */
  #bow(pose: Pose, drive: [number, number, number, number], part: number): void {
    const [x, y, z, heading] = drive;
    const t = part * part * (3 - 2 * part);
    const turn = ((pose.headingDegrees - heading + 540) % 360) - 180;
    const radians = (heading * Math.PI) / 180;
    // Begins along the lane: the share of that way shrinks as it turns towards its stall.
    const ahead = 4 * part * (1 - part) * (1 - part);
    pose.east = x + (pose.east - x) * t + Math.sin(radians) * 4 * ahead;
    pose.north = y + (pose.north - y) * t + Math.cos(radians) * 4 * ahead;
    pose.height = z + (pose.height - z) * t;
    pose.headingDegrees = (heading + turn * t + 360) % 360;
  }

  /** The point of a driving vehicle's path some metres behind its front. */
  #locate(vehicle: number, back: number, out: Float64Array): void {
    const { fleet, network } = this.#way;
    const { strips } = network;
    let strip = fleet.strip[vehicle] as number;
    let at = (fleet.at[vehicle] as number) - back;
    if (strip < network.lanes && at < 0) {
      const turn = fleet.cameBy[vehicle] as number;
      if (turn < 0) at = 0;
      else {
        strip = network.lanes + turn;
        at += strips.length[strip] as number;
      }
    }
    if (strip >= network.lanes && at < 0) {
      strip = network.turnFrom[strip - network.lanes] as number;
      at += strips.length[strip] as number;
    }
    strips.locate(strip, Math.max(0, at), out);
    const old = fleet.oldLane[vehicle] as number;
    if (old >= 0 && strip === fleet.strip[vehicle]) this.#blend(fleet, vehicle, old, at, out);
  }

  /** Draws a point towards the lane that a vehicle is leaving, by how far its change has come. */
  #blend(fleet: Fleet, vehicle: number, old: number, at: number, out: Float64Array): void {
    const gone = (fleet.at[vehicle] as number) - (fleet.changeFrom[vehicle] as number);
    const part = Math.min(1, Math.max(0, gone / (fleet.changeLength[vehicle] as number)));
    const left = 1 - part * part * (3 - 2 * part);
    const [east, north, height] = out as unknown as [number, number, number];
    this.#way.network.strips.locate(old, Math.max(0, at), out);
    out[0] = east + ((out[0] as number) - east) * left;
    out[1] = north + ((out[1] as number) - north) * left;
    out[2] = height + ((out[2] as number) - height) * left;
  }
}

function headingOf(east: number, north: number): number {
  const degrees = (Math.atan2(east, north) * 180) / Math.PI;
  return degrees < 0 ? degrees + 360 : degrees;
}
