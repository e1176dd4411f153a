import type { CityState } from "./load-city.ts";

/** Where an example stands when there is no city: Chiba station. */
const SOMEWHERE = { longitude: 140.1132, latitude: 35.6131 };

/** A command that posts one observation in the middle of the city to the server of this page. */
export function exampleCommand(city: CityState): string {
  const observation = {
    entity: { id: "bus:example:1", kind: "transit", name: "Example bus" },
    observedAt: "NOW",
    position: city.state === "ready" ? middle(city.city.bounds) : SOMEWHERE,
    motion: { headingDegrees: 90, speed: 8 },
  };
  // The shell puts the time in when the command runs: an old observation would be stale at once.
  const json = JSON.stringify(observation).replace("NOW", `'"$(date -u +%FT%TZ)"'`);
  return `curl ${location.origin}/api/observations -H 'Content-Type: application/json' -d '${json}'`;
}

function middle([west, south, east, north]: readonly [number, number, number, number]) {
  const place = (degrees: number) => Number(degrees.toFixed(5));
  return { longitude: place((west + east) / 2), latitude: place((south + north) / 2) };
}
