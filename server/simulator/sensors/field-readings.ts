import type { CityState, Reading } from "./city-state.ts";
import type { Sensor } from "./sensor.ts";
import { rounded } from "./street-readings.ts";

/** Colder with height, warmer between houses at night. @param noise From -1 to 1. */
export function temperatureReading(sensor: Sensor, city: CityState, noise: number): Reading {
  const { temperatureCelsius, cloud } = city.step.weather;
  const height = -0.0065 * Math.max(0, sensor.point[2]);
  const built = sensor.site.of === undefined ? 0.4 : 0.9;
  const held = city.sunElevation < 0 ? built * (1 - 0.5 * cloud) : 0;
  return { temperatureCelsius: rounded(temperatureCelsius + height + held + 0.3 * noise, 1) };
}

export function rainReading(city: CityState, noise: number): Reading {
  return { rainMillimetresPerHour: rounded(city.step.weather.rain * (1 + 0.2 * noise), 1) };
}

/** Metres above the sea's mean level. @param upstream From 0 at the mouth to 1. */
export function riverReading(city: CityState, upstream: number, noise: number): Reading {
  return { riverLevel: rounded(city.riverLevel(upstream) + 0.015 * noise, 3) };
}

/** A street light: on when it grows dark, dimmed in the small hours. */
export function lightReading(sensor: Sensor, city: CityState): Reading {
  const { step, sunElevation } = city;
  // Each has an eye of its own; clouds bring the evening forward.
  const dusk = -2.5 + 3 * step.weather.cloud + 1.4 * ((sensor.index * 0.618_034) % 1);
  const on = sunElevation < dusk;
  const dimmed = step.hour >= 23.5 || step.hour < 4.5 ? 0.6 : 1;
  return { on: on ? 1 : 0, powerKilowatts: on ? rounded(0.075 * dimmed, 3) : 0 };
}

/** What a part of a district draws. @param people Of the district. */
export function powerReading(
  sensor: Sensor,
  city: CityState,
  people: number,
  noise: number,
): Reading {
  const { hour, weather, bustle } = city.step;
  const evening = Math.exp(-(((hour - 20) / 2.6) ** 2));
  const morning = Math.exp(-(((hour - 7) / 1.4) ** 2));
  const home = 0.16 + 0.22 * evening + 0.1 * morning;
  const heated = 0.011 * Math.max(0, 17 - weather.temperatureCelsius);
  const cooled = 0.016 * Math.max(0, weather.temperatureCelsius - 24);
  const perHead = home + 0.3 * bustle + (heated + cooled) * (0.5 + 0.5 * bustle);
  const powerKilowatts = Math.max(50, people) * perHead * sensor.share * (1 + 0.04 * noise);
  return { powerKilowatts: rounded(powerKilowatts, 1) };
}
