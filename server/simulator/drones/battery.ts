/** A drone's battery, as a part of its charge from 0 to 1. */

/** Seconds that a full one lasts: cruising with nothing to carry and no wind, and hovering or climbing. */
const CRUISE = 1_600;
const HOVER = 1_150;
/** Seconds from empty to full in the fast part of charging; the last fifth is half as fast. */
const CHARGE = 700;

/** What a second of flight takes. `payload` in kg, `windSpeed` in m/s. */
export function drain(cruising: boolean, payload: number, windSpeed: number): number {
  const load = 1 + 0.06 * payload;
  const wind = 1 + 0.25 * (windSpeed / 12) ** 2;
  return (load * wind) / (cruising ? CRUISE : HOVER);
}

/** What a second on the stand gives. */
export function charge(battery: number): number {
  return battery < 0.8 ? 1 / CHARGE : 0.5 / CHARGE;
}

/** What a delivery and the way back will take, reckoned on the safe side. `metres` one way. */
export function reckoned(metres: number, climbs: number, payload: number, wind: number): number {
  const cruise = (metres / 9.5) * (drain(true, payload, wind) + drain(true, 0, wind));
  const vertical =
    climbs * (1 / 4 + 1 / 2.5) * (drain(false, payload, wind) + drain(false, 0, wind));
  return cruise + vertical + 0.02;
}
