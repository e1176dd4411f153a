/** An image laid out in memory. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Four where something of it is seen through. */
  readonly channels: 3 | 4;
  /** Row by row from the top, 0 to 255, sRGB. */
  readonly pixels: Uint8Array;
}
