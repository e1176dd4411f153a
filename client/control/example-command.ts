import type { CityState } from "./load-city.ts";

/** Where an example stands when there is no city: Chiba station. */
const SOMEWHERE = { longitude: 140.1132, latitude: 35.6131 };

/** A command that posts one observation in the middle of the city to the server of this page. */
export function exampleCommand(city: CityState): string {
  const place = city.state === "ready" ? middle(city.city.bounds) : SOMEWHERE;
  // The shell puts the time in when the command runs: an old observation would be stale at once.
  return [
    `curl ${location.origin}/api/observations \\`,
    "-H 'Content-Type: application/json' -d '{",
    '"entity": {"id": "bus:example:1",',
    ' "kind": "transit", "name": "Example bus"},',
    `"observedAt": "'"$(date -u +%FT%TZ)"'",`,
    `"position": {"longitude": ${place.longitude},`,
    ` "latitude": ${place.latitude}},`,
    '"motion": {"headingDegrees": 90, "speed": 8}',
    "}'",
  ].join("\n");
}

function middle([west, south, east, north]: readonly [number, number, number, number]) {
  const place = (degrees: number) => Number(degrees.toFixed(5));
  return { longitude: place((west + east) / 2), latitude: place((south + north) / 2) };
}
