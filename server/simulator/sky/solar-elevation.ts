const RADIANS = Math.PI / 180;

/**
 * How high the sun stands over the horizon, degrees; below it negative. Within about a degree.
 * @param time Milliseconds since 1970.
 * @see Astronomical Almanac, "Low-precision formulas for the Sun" (1950 to 2050).
 */
export function solarElevation(time: number, longitude: number, latitude: number): number {
  const days = time / 86_400_000 - 10_957.5;
  const meanLongitude = 280.46 + 0.985_647_4 * days;
  const anomaly = (357.528 + 0.985_600_3 * days) * RADIANS;
  const ecliptic =
    (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RADIANS;
  const tilt = (23.439 - 0.000_000_4 * days) * RADIANS;
  const declination = Math.asin(Math.sin(tilt) * Math.sin(ecliptic));
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(ecliptic), Math.cos(ecliptic));
  const sidereal = (280.460_618_37 + 360.985_647_366_29 * days + longitude) * RADIANS;
  const hourAngle = sidereal - ascension;
  const sine =
    Math.sin(latitude * RADIANS) * Math.sin(declination) +
    Math.cos(latitude * RADIANS) * Math.cos(declination) * Math.cos(hourAngle);
  return Math.asin(sine) / RADIANS;
}
