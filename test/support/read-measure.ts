/** The number of a length or an area in metres or square metres. */
export function readMeasure(text: string | null): number {
  const [, number = "", unit = ""] = /^([−\d,.]+)\s(m|km|m²|ha|km²)$/.exec(text ?? "") ?? [];
  const times: Readonly<Record<string, number>> = { km: 1e3, ha: 1e4, "km²": 1e6 };
  return Number(number.replaceAll(",", "").replace("−", "-")) * (times[unit] ?? 1);
}
