import sharp from "sharp";
import type { TileImage } from "../tile-node.ts";
import type { Picture } from "./picture.ts";

/** 1 to 100. */
const QUALITY = 75;
/** 0 to 6: how long the encoder looks for a smaller form. */
const EFFORT = 4;

/** A picture as it goes into a glb. The same pixels give the same bytes. */
export async function encodePicture(picture: Picture, repeats: boolean): Promise<TileImage> {
  const { width, height, channels, pixels } = picture;
  const bytes = await sharp(pixels, { raw: { width, height, channels } })
    .webp({ quality: QUALITY, effort: EFFORT, smartSubsample: false })
    .toBuffer();
  const transparent = channels === 4 ? { transparent: true } : {};
  return { bytes: new Uint8Array(bytes), mimeType: "image/webp", repeats, ...transparent };
}
