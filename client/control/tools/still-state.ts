/** A picture of the map, as a PNG file. */
export interface Still {
  readonly blob: Blob;
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** What became of the last picture asked for. */
export type StillState =
  | { readonly state: "drawing" }
  | {
      readonly state: "saved" | "copied";
      readonly name: string;
      readonly width: number;
      readonly height: number;
    }
  | { readonly state: "failed"; readonly message: string };
