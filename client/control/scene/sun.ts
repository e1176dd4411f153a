const RADIANS = Math.PI / 180;
/** 2000-01-01T12:00Z, milliseconds since 1970, and milliseconds in a day. */
const J2000 = 946_728_000_000;
const DAY = 86_400_000;

/** Where the sun stands. */
export interface SunPosition {
  /** Above the horizon; negative below it. Without refraction. */
  readonly elevationDegrees: number;
  /** Clockwise from north, 0 to 360. */
  readonly azimuthDegrees: number;
}

/**
 * The sun's place in the sky at a moment (milliseconds since 1970), at degrees of longitude and latitude.
 * Within 0.01 degrees from 1950 to 2050: J. J. Michalsky, "The Astronomical Almanac's algorithm for
 * approximate solar position", Solar Energy 40 (1988) 227-235.
 */
export function sunPosition(time: number, longitude: number, latitude: number): SunPosition {
  const days = (time - J2000) / DAY;
  const meanLongitude = 280.46 + 0.985_647_4 * days;
  const anomaly = (357.528 + 0.985_600_3 * days) * RADIANS;
  const eclipticLongitude =
    (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RADIANS;
  const obliquity = (23.439 - 4e-7 * days) * RADIANS;
  const rightAscension = Math.atan2(
    Math.cos(obliquity) * Math.sin(eclipticLongitude),
    Math.cos(eclipticLongitude),
  );
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(eclipticLongitude));
  // Greenwich mean sidereal time in hours. The day's own turn is in `days`, which begin at noon.
  const sidereal = 18.697_374_558 + 24.065_709_824_419_08 * days;
  const hourAngle = (sidereal * 15 + longitude) * RADIANS - rightAscension;
  const phi = latitude * RADIANS;
  const elevation = Math.asin(
    Math.sin(declination) * Math.sin(phi) +
      Math.cos(declination) * Math.cos(phi) * Math.cos(hourAngle),
  );
  const azimuth = Math.atan2(
    -Math.sin(hourAngle),
    Math.tan(declination) * Math.cos(phi) - Math.sin(phi) * Math.cos(hourAngle),
  );
  return {
    elevationDegrees: elevation / RADIANS,
    azimuthDegrees: (azimuth / RADIANS + 360) % 360,
  };
}
