import { chanceOf } from "../../../shared/random.ts";
import type { DronePort } from "../world/read-air.ts";
import type { World } from "../world.ts";
import { Drone } from "./drone.ts";
import { type Route, spotOn } from "./flight.ts";

/** The routes of each port that has any, by the port's id. */
export function routesOf(world: Pick<World, "pads" | "corridors">): Map<string, Route[]> {
  const routes = new Map<string, Route[]>();
  for (const corridor of world.corridors) {
    const landing = world.pads.get(corridor.to);
    const port = world.pads.get(corridor.from);
    if (port?.type !== "port" || landing?.type !== "landing") continue;
    routes.set(port.id, [...(routes.get(port.id) ?? []), { corridor, landing }]);
  }
  return routes;
}

/** So many drones, over the ports as they have stands; stands are added where they do not suffice. */
export function droneFleet(
  ports: readonly DronePort[],
  count: number,
  seed: string,
): readonly Drone[] {
  const stands = ports.reduce((sum, port) => sum + Math.max(1, port.stands), 0);
  const drones: Drone[] = [];
  let owed = 0;
  for (const port of ports) {
    owed += (count * Math.max(1, port.stands)) / stands;
    const from = drones.length;
    // Rounded as they add up, so that the sum is the count.
    while (drones.length < Math.round(owed)) {
      const number = String(drones.length + 1).padStart(3, "0");
      drones.push(
        new Drone({
          id: `drone:${number}`,
          name: `Drone ${number}`,
          stand: spotOn(port.point, drones.length - from),
          port: port.id,
          battery: 0.7 + 0.3 * chanceOf(`${seed} charge ${number}`),
          wait: 240 * chanceOf(`${seed} wait ${number}`),
        }),
      );
    }
  }
  return drones;
}
