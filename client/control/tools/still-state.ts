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
