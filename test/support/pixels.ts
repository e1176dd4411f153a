import type { Page } from "playwright";

/** RGBA bytes of a picture. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** What a page shows in a rectangle of CSS pixels, decoded by the browser itself. */
export async function pixelsOf(
  page: Page,
  clip?: { x: number; y: number; width: number; height: number },
): Promise<Pixels> {
  return decodePng(page, await page.screenshot(clip === undefined ? {} : { clip }));
}

/** A PNG, decoded by the browser in a page of its own. */
export async function decodePng(page: Page, png: Buffer): Promise<Pixels> {
  const reader = await page.context().newPage();
  try {
    const { width, height, bytes } = await reader.evaluate(async (base64) => {
      const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
      const bitmap = await createImageBitmap(blob);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      let text = "";
      for (let i = 0; i < data.length; i += 8192)
        text += String.fromCharCode(...data.subarray(i, i + 8192));
      return { width: bitmap.width, height: bitmap.height, bytes: btoa(text) };
    }, png.toString("base64"));
    return { width, height, data: new Uint8Array(Buffer.from(bytes, "base64")) };
  } finally {
    await reader.close();
  }
}

/** How many pixels of two pictures of one size differ by more than `tolerance` in a channel. */
export function countDifferent(a: Pixels, b: Pixels, tolerance = 12): number {
  if (a.data.length !== b.data.length) throw new Error("countDifferent: the sizes differ");
  let different = 0;
  for (let i = 0; i < a.data.length; i += 4) {
    const apart = [0, 1, 2].some(
      (channel) => Math.abs((a.data[i + channel] ?? 0) - (b.data[i + channel] ?? 0)) > tolerance,
    );
    if (apart) different++;
  }
  return different;
}

/** How many different colours, told apart by their upper four bits, a picture has. */
export function countColours({ data }: Pixels): number {
  const seen = new Set<number>();
  for (let i = 0; i < data.length; i += 4)
    seen.add(
      (((data[i] ?? 0) >> 4) << 8) | (((data[i + 1] ?? 0) >> 4) << 4) | ((data[i + 2] ?? 0) >> 4),
    );
  return seen.size;
}
