/**
 * Who wants to know of every entity in the live picture as it is merged, in the order of merging. Told of
 * after the columns have it; what is not in the picture (no kind, no position, silent too long) is not told.
 */
export interface TwinWatch {
  /** Its position or its kind is new, or it came into the live picture. */
  placed(handle: number): void;
  /** Something else that is newer was said of it. */
  heard(handle: number): void;
  /** It fell silent for so long that it left the live picture. */
  left(handle: number): void;
}
