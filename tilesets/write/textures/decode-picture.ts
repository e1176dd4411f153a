import sharp from "sharp";
import { TILE_LIMITS } from "../../limits.ts";
import type { Picture } from "./picture.ts";

/** First bytes of the formats that city models use. Others never reach a decoder. */
const BEGINNINGS = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x52, 0x49, 0x46, 0x46],
  [0x47, 0x49, 0x46, 0x38],
] as const;

/** Alpha from which on a pixel counts as one that cannot be seen through. */
const OPAQUE = 250;

/**
 * JPEG, PNG, TIFF, WebP or GIF as pixels; a reason in words where it cannot be. Pictures with more
 * pixels than are ever shown are made smaller on the way.
 */
export async function decodePicture(bytes: Uint8Array): Promise<Picture | string> {
  const { imageBytes, imagePixels, imageDecoded } = TILE_LIMITS;
  if (bytes.length > imageBytes) return `the image has more than ${imageBytes} bytes`;
  if (!BEGINNINGS.some((beginning) => beginning.every((byte, i) => bytes[i] === byte)))
    return "the image is of no known format";
  try {
    const image = sharp(bytes, { failOn: "error", limitInputPixels: imagePixels ** 2 });
    const { width, height, hasAlpha } = await image.metadata();
    if (Math.max(width, height) > imagePixels)
      return `the image is more than ${imagePixels} pixels wide or high`;
    const shrink = Math.min(1, Math.sqrt(imageDecoded / (width * height)));
    const sized = shrink < 1 ? image.resize(Math.floor(width * shrink)) : image;
    const plain = sized.toColourspace("srgb");
    const { data, info } = await (hasAlpha ? plain.ensureAlpha() : plain.removeAlpha())
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return told(data, info);
  } catch {
    return "the image is broken";
  }
}

function told(data: Uint8Array, info: { width: number; height: number; channels: number }) {
  const { width, height, channels } = info;
  if (channels === 4) return clearOf({ width, height, channels, pixels: data });
  if (channels === 3) return { width, height, channels, pixels: data } as const;
  return "the image has no colours that are known";
}

/** Without its fourth channel where nothing of it is seen through. */
function clearOf(picture: Picture): Picture {
  const { pixels } = picture;
  for (let i = 3; i < pixels.length; i += 4) if ((pixels[i] ?? 0) < OPAQUE) return picture;
  const plain = new Uint8Array((pixels.length / 4) * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4) {
    plain[to++] = pixels[from] ?? 0;
    plain[to++] = pixels[from + 1] ?? 0;
    plain[to++] = pixels[from + 2] ?? 0;
  }
  return { ...picture, channels: 3, pixels: plain };
}
