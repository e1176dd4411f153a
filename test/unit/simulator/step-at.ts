import type { Step } from "../../../server/simulator/part.ts";
import { bustleAt } from "../../../server/simulator/sky/bustle.ts";
import { CityClock } from "../../../server/simulator/sky/city-clock.ts";
import { type Cloudburst, WeatherModel } from "../../../server/simulator/sky/weather-model.ts";

/** Steps as the simulation makes them, for the parts of one seed. */
export function stepsOf(seed: string, cloudbursts: readonly Cloudburst[] = []) {
  const clock = new CityClock("Asia/Tokyo");
  const weather = new WeatherModel({ seed, clock, latitude: 35.6 });
  const at = (time: number): Step => {
    const hour = clock.hour(time);
    const weekend = clock.weekend(time);
    return {
      time,
      seconds: 0.5,
      hour,
      weekend,
      weather: weather.at(time, cloudbursts),
      bustle: bustleAt(hour, weekend),
    };
  };
  return { clock, weather, at };
}
