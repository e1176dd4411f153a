import { kindOutline } from "../../ui/kind-symbol.tsx";
import type { MapPicture } from "../scene/tools/map-tools.ts";
import {
  type FooterContent,
  type FooterLayout,
  type FooterText,
  layOutFooter,
  type MeasureText,
} from "./still-footer.ts";

type Pen = CanvasRenderingContext2D;

const FONT = '"Inter Variable", "Noto Sans JP Variable", "Noto Sans CJK JP", system-ui, sans-serif';
const FONTS: Readonly<Record<FooterText["style"], string>> = {
  strong: `600 17px ${FONT}`,
  plain: `500 13px ${FONT}`,
  quiet: `400 13px ${FONT}`,
};

/** About the origin, 8 in radius, as the outlines of kinds are. */
const SWATCH = "M-8 -8H8V8H-8Z";

/** Colours by their roles in the page's theme. */
export type Palette = (role: string) => string;

/**
 * The picture with a band beneath it that says what it shows. Reads each font's letters first: a canvas draws
 * with what is loaded, and asks for nothing.
 */
export async function drawStill(
  picture: MapPicture,
  content: FooterContent,
  palette: Palette,
): Promise<HTMLCanvasElement> {
  await loadFonts(content);
  const { canvas: map } = picture;
  // A coarse picture of a slow machine still has a band that can be read.
  const unit = Math.max(1, picture.pixels);
  const canvas = document.createElement("canvas");
  const pen = penOf(canvas);
  const layout = layOutFooter(
    stretched(content, picture.pixels / unit),
    map.width / unit,
    measureBy(pen),
  );
  canvas.width = map.width;
  canvas.height = map.height + Math.ceil(layout.height * unit);
  pen.drawImage(map, 0, 0);
  pen.translate(0, map.height);
  pen.scale(unit, unit);
  pen.fillStyle = palette("--panel");
  pen.fillRect(0, 0, map.width / unit, layout.height + 1);
  pen.textBaseline = "middle";
  drawTexts(pen, layout, palette);
  drawSigns(pen, layout, palette);
  drawScale(pen, layout, stretched(content, picture.pixels / unit), palette);
  drawNorth(pen, layout, picture.scale?.headingDegrees, palette);
  drawMark(pen, layout, content.mark, palette);
  return canvas;
}

/** The bar is as long as things are in the picture, whatever a unit of the band is. */
function stretched(content: FooterContent, by: number): FooterContent {
  const { scale } = content;
  return scale === undefined
    ? content
    : { ...content, scale: { ...scale, length: scale.length * by } };
}

function penOf(canvas: HTMLCanvasElement): Pen {
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("This browser gives no canvas to draw the picture on.");
  return pen;
}

async function loadFonts({ paragraphs, legends, scale, mark }: FooterContent): Promise<void> {
  const text = [
    ...paragraphs.flat().map((run) => run.text),
    ...legends.flat().map((sign) => sign.text),
    scale?.text ?? "",
    mark,
    "N",
  ].join("");
  await Promise.all(Object.values(FONTS).map((font) => document.fonts.load(font, text)));
}

function measureBy(pen: Pen): MeasureText {
  return (text, style) => {
    pen.font = FONTS[style];
    return pen.measureText(text).width;
  };
}

function drawTexts(pen: Pen, { texts }: FooterLayout, palette: Palette): void {
  for (const { text, style, x, y } of texts) {
    pen.font = FONTS[style];
    pen.fillStyle = palette(style === "quiet" ? "--text-quiet" : "--text");
    pen.fillText(text, x, y);
  }
}

function drawSigns(pen: Pen, { signs }: FooterLayout, palette: Palette): void {
  pen.font = FONTS.quiet;
  for (const { shape, color, text, x, y } of signs) {
    pen.save();
    pen.translate(x + 7, y);
    pen.scale(0.75, 0.75);
    pen.fillStyle = color.startsWith("--") ? palette(color) : color;
    pen.fill(new Path2D(shape === "swatch" ? SWATCH : kindOutline(shape)));
    pen.restore();
    pen.fillStyle = palette("--text-quiet");
    pen.fillText(text, x + 20, y);
  }
}

function drawScale(
  pen: Pen,
  { scale: at }: FooterLayout,
  { scale }: FooterContent,
  palette: Palette,
): void {
  if (at === undefined || scale === undefined) return;
  pen.strokeStyle = pen.fillStyle = palette("--text");
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(at.x, at.y + 4);
  pen.lineTo(at.x, at.y + 10);
  pen.lineTo(at.x + scale.length, at.y + 10);
  pen.lineTo(at.x + scale.length, at.y + 4);
  pen.stroke();
  pen.font = FONTS.plain;
  pen.fillText(scale.text, at.x, at.y - 6);
}

/** Turned as the map is: up is where the picture's upper edge points. */
function drawNorth(
  pen: Pen,
  { north }: FooterLayout,
  headingDegrees: number | undefined,
  palette: Palette,
): void {
  if (headingDegrees === undefined) return;
  pen.save();
  pen.translate(north.x, north.y);
  pen.rotate((-headingDegrees * Math.PI) / 180);
  pen.strokeStyle = pen.fillStyle = palette("--text");
  pen.fill(new Path2D("M0 -11L4.5 3L0 .5L-4.5 3Z"));
  pen.rotate((headingDegrees * Math.PI) / 180);
  pen.font = `600 11px ${FONT}`;
  pen.textAlign = "center";
  pen.fillText("N", 0, 11);
  pen.restore();
}

function drawMark(pen: Pen, { mark: at }: FooterLayout, mark: string, palette: Palette): void {
  pen.font = `600 13px ${FONT}`;
  pen.fillStyle = palette("--accent");
  pen.textAlign = "right";
  pen.fillText(mark, at.x, at.y);
}
