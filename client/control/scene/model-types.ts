/**
 * What a moving thing looks like near. The position in this list is the type's number in the shaders;
 * `none` has a symbol at every distance.
 */
export const MODEL_TYPES = [
  "none",
  "car",
  "van",
  "truck",
  "taxi",
  "bus",
  "train",
  "drone",
  "landed-drone",
] as const;

export type ModelType = (typeof MODEL_TYPES)[number];

export interface ModelTraits {
  /** Metres, as drawn: from bumper to bumper, or of the shadow below. */
  readonly length: number;
  readonly width: number;
  /** Metres up to the roof. */
  readonly height: number;
  /** CSS pixels of its length from which on the model takes the symbol's place. */
  readonly pixels: number;
  /** Metres that it is never drawn beyond. */
  readonly farthest: number;
}

export const MODEL_TRAITS: Readonly<Record<ModelType, ModelTraits>> = {
  none: { length: 0, width: 0, height: 0, pixels: 1, farthest: 0 },
  car: { length: 4.5, width: 1.75, height: 1.48, pixels: 11, farthest: 520 },
  van: { length: 5.2, width: 1.86, height: 2.05, pixels: 12, farthest: 560 },
  truck: { length: 8.6, width: 2.3, height: 3.2, pixels: 18, farthest: 640 },
  taxi: { length: 4.5, width: 1.75, height: 1.7, pixels: 11, farthest: 520 },
  bus: { length: 11, width: 2.5, height: 3.1, pixels: 20, farthest: 760 },
  train: { length: 60, width: 2.9, height: 3.7, pixels: 62, farthest: 1_100 },
  // 1.6 m across in truth: larger, or it would be lost against the city.
  drone: { length: 3.4, width: 3.4, height: 1, pixels: 13, farthest: 360 },
  "landed-drone": { length: 3.4, width: 3.4, height: 1, pixels: 13, farthest: 360 },
};

/** Metres from the middle of one car of a train to that of the next, and of one car. */
export const TRAIN_CAR = { pitch: 20, length: 19.5 } as const;
