import type { Rgb } from "../../model/city-model.ts";
import { layFaces } from "./lay-faces.ts";
import type { Picture } from "./picture.ts";
import type { Pictures } from "./pictures.ts";
import type { TexturePiece } from "./texture-piece.ts";
import type { PixelBox } from "./used-boxes.ts";

/** Pixels looked at along each side of a face. */
const SAMPLES = 16;

/**
 * What a piece's triangles look like from far away: for each the mean colour of what its face shows of
 * the picture, 0 to 255, sRGB; undefined where there is no picture.
 */
export async function faceColors(
  piece: TexturePiece,
  pictures: Pictures,
): Promise<(Rgb | undefined)[] | undefined> {
  const picture = await pictures.open(piece.image);
  if (picture === undefined) return undefined;
  const colors = new Array<Rgb | undefined>(piece.indices.length / 3).fill(undefined);
  for (const { box, triangles } of layFaces(piece, 0, picture)) {
    const color = meanColor(picture, box);
    for (const triangle of triangles) colors[triangle] = color;
  }
  return colors;
}

/** Mean of the light and not of its code, so that far and near are equally bright. */
function meanColor({ width, channels, pixels }: Picture, box: PixelBox): Rgb {
  const across = Math.max(1, Math.floor((box.right - box.left) / SAMPLES));
  const down = Math.max(1, Math.floor((box.bottom - box.top) / SAMPLES));
  const sums = [0, 0, 0];
  let count = 0;
  for (let y = box.top; y < box.bottom; y += down)
    for (let x = box.left; x < box.right; x += across) {
      for (let k = 0; k < 3; k++)
        sums[k] = (sums[k] ?? 0) + ((pixels[channels * (y * width + x) + k] ?? 0) / 255) ** 2.2;
      count++;
    }
  const [red = 0, green = 0, blue = 0] = sums.map((sum) =>
    Math.round(255 * (sum / count) ** (1 / 2.2)),
  );
  return [red, green, blue];
}
