import type { Simulation } from "../../shared/simulation.ts";
import { formatNumber } from "../ui/format-number.ts";
import { say } from "../ui/words/say.ts";

const SIDES = ["n", "ne", "e", "se", "s", "sw", "w", "nw"] as const;
/** mm/h, as the Japan Meteorological Agency tells light rain from rain and rain from heavy rain. */
const RAIN = 3;
const HEAVY_RAIN = 20;
const DRY = 0.1;
const CALM = 0.5;

/** The weather in a line: "18.2 °C · cloudy · wind 3.1 m/s from the south". */
export function sayWeather(weather: Simulation["weather"]): string {
  const { temperatureCelsius, rain, windSpeed, windFromDegrees } = weather;
  const told = [
    `${formatNumber(temperatureCelsius, { digits: 1 })} °C`,
    say(`weather.${skyOf(weather)}`),
  ];
  if (rain >= DRY) told.push(`${formatNumber(rain, { digits: 1 })} mm/h`);
  if (windSpeed >= CALM) {
    const speed = formatNumber(windSpeed, { digits: 1 });
    told.push(say("weather.wind", { speed, side: say(`compass.${sideOf(windFromDegrees)}`) }));
  }
  return told.join(" · ");
}

function skyOf({ rain, cloud }: Simulation["weather"]) {
  if (rain >= HEAVY_RAIN) return "downpour";
  if (rain >= RAIN) return "rain";
  if (rain >= DRY) return "drizzle";
  if (cloud > 0.7) return "cloudy";
  return cloud > 0.3 ? "partly" : "clear";
}

function sideOf(degrees: number): (typeof SIDES)[number] {
  const place = Math.round((((degrees % 360) + 360) % 360) / 45) % SIDES.length;
  return SIDES[place] as (typeof SIDES)[number];
}
