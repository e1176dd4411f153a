import type { CityState, Reading } from "./city-state.ts";
import type { Sensor } from "./sensor.ts";

/** Vehicles on each 100 m of the road that a sensor hears; 0 where it hears none. */
export function trafficAt({ road }: Sensor, { traffic }: CityState): number {
  if (road === undefined) return 0;
  return traffic.vehiclesOn(road.id) / Math.max(0.3, road.line.length / 100);
}

/** @param density Vehicles on 100 m, smoothed; @param noise From -1 to 1. */
export function airReading(city: CityState, density: number, slow: number, noise: number): Reading {
  const { weather, bustle } = city.step;
  const aired = 1 / (1 + 0.1 * weather.windSpeed);
  const washed = 1 - 0.45 * Math.min(1, weather.rain / 12);
  const exhaust = (density * 11) / (1 + 0.12 * density);
  const no2 = (7 + 9 * bustle + exhaust) * aired * washed + noise;
  const pm25 = (9 + 5 * slow + 5 * bustle + 0.3 * exhaust) * (0.4 + 0.8 * aired) * washed + noise;
  const sun = Math.max(0, Math.sin((city.sunElevation * Math.PI) / 180));
  const o3 = 34 + 55 * sun * (1 - 0.6 * weather.cloud) - 0.6 * no2 + 6 * slow + 2 * noise;
  return {
    pm25MicrogramsPerCubicMetre: rounded(Math.max(1, pm25), 1),
    no2MicrogramsPerCubicMetre: rounded(Math.max(1, no2), 1),
    o3MicrogramsPerCubicMetre: rounded(Math.max(2, o3), 1),
  };
}

/** Sources of sound add up by their energy. dB(A). */
export function noiseReading(
  city: CityState,
  density: number,
  distance: number,
  noise: number,
): Reading {
  const { weather, bustle } = city.step;
  const away = 10 * Math.log10(Math.max(4, distance) / 4);
  const sources = [
    36 + 11 * bustle,
    density > 0 ? 62 + 10 * Math.log10(density) - away : 0,
    weather.rain > 0 ? 42 + 11 * Math.log10(1 + weather.rain) : 0,
    27 + 1.9 * weather.windSpeed,
  ];
  const energy = sources.reduce((sum, level) => sum + 10 ** (level / 10), 0);
  return { noiseDecibels: rounded(10 * Math.log10(energy) + 1.6 * noise, 1) };
}

/** People who pass: at a station as trains come, elsewhere as the city is about. */
export function peopleReading(sensor: Sensor, city: CityState, noise: number): Reading {
  const { step, stationFlow } = city;
  const { leaving, coming } = stationFlow(sensor.site.of ?? "");
  const atStation = sensor.share * (leaving + coming);
  const busy = 4 + 46 * ((sensor.index * 0.618_034) % 1) ** 2;
  const wet = 1 - 0.5 * Math.min(1, step.weather.rain / 15);
  const walking = leaving + coming > 0 ? 0.5 : busy * step.bustle * wet;
  return { peoplePerMinute: Math.max(0, Math.round((atStation + walking) * (1 + 0.2 * noise))) };
}

/** Undefined where the sensor belongs to no car park. */
export function parkingReading({ site }: Sensor, { traffic }: CityState): Reading | undefined {
  if (site.of === undefined) return undefined;
  const parked = traffic.parkedIn(site.of);
  if (parked === undefined) return undefined;
  return { occupied: parked.occupied, free: Math.max(0, parked.capacity - parked.occupied) };
}

export function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
