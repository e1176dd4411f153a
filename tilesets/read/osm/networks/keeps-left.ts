/** West, south, east, north of where traffic keeps to the left: rough boxes, first match with RIGHT counts. */
const LEFT: readonly (readonly [number, number, number, number])[] = [
  [122.5, 20, 154, 46], // Japan
  [-11, 49.8, 1.78, 61], // Great Britain and Ireland
  [14.1, 35.7, 14.6, 36.1], // Malta
  [32.2, 34.5, 34.7, 35.8], // Cyprus
  [60.8, 23.6, 77, 37.2], // Pakistan
  [68, 5.8, 92.7, 35.6], // India, Bangladesh, Sri Lanka, Nepal
  [88.7, 26.6, 92.2, 28.4], // Bhutan
  [97.3, 5.6, 102.2, 20.5], // Thailand
  [102.1, 12.5, 105.7, 18.5], // Thailand, the east
  [95, -11.2, 141, 6], // Indonesia, Malaysia, Singapore, Timor
  [109, 0.8, 119.4, 7.5], // Borneo
  [113.5, 22.1, 114.5, 22.57], // Hong Kong, Macau
  [140.8, -12, 157, -0.7], // Papua New Guinea
  [112.8, -44, 154, -9], // Australia
  [166, -48, 180, -33], // New Zealand
  [10, -35, 41, -8.2], // southern Africa
  [29.3, -12, 42, 5.1], // eastern Africa
  [57.2, -20.6, 63.6, -19.6], // Mauritius
  [-78.5, 17.6, -76, 18.6], // Jamaica
  [-61.6, 1.1, -56.4, 8.6], // Guyana
  [-59.8, 12.9, -59.3, 13.5], // Barbados
  [-62, 9.9, -60.4, 11.5], // Trinidad and Tobago
];
/** Within those: where it keeps to the right. */
const RIGHT: readonly (readonly [number, number, number, number])[] = [
  [122.5, 34.85, 129.7, 46], // Korea
  [122.5, 33, 127.6, 34.85], // Korea, Jeju
  [124, 38, 131, 46], // Manchuria
  [119, 20, 122.6, 26], // Taiwan
  [130.9, 42.3, 154, 46], // Primorye, but for Hokkaido below
  [11, -18, 24, -8.2], // Angola
  [29, -4.5, 30.8, -1], // Rwanda, Burundi
  [117, 5, 127, 20], // Philippines
];
const HOKKAIDO = [139.3, 41.3, 145.9, 45.6] as const;
const KYUSHU = [128.5, 30, 132.2, 34.8] as const;

/** Whether traffic keeps to the left at a place, by rough boxes around the countries where it does. */
export function keepsLeft(longitude: number, latitude: number): boolean {
  const isIn = ([west, south, east, north]: readonly [number, number, number, number]) =>
    longitude >= west && longitude <= east && latitude >= south && latitude <= north;
  if (isIn(HOKKAIDO) || isIn(KYUSHU)) return true;
  return !RIGHT.some(isIn) && LEFT.some(isIn);
}
