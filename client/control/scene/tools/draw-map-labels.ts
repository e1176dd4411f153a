/** What the page writes over the map: names of places, entities and areas, signs and times of ways. */
const LABELS = ".map-label:not(.fading), .area-label, .trail-mark path, .trail-time";

/** Draws the names on a copy of the map, as the page shows them, as fine as that is. */
export function drawMapLabels(pen: CanvasRenderingContext2D, container: HTMLElement): void {
  const frame = container.getBoundingClientRect();
  const pixels = pen.canvas.width / Math.max(1, frame.width);
  pen.save();
  pen.scale(pixels, pixels);
  pen.translate(-frame.left, -frame.top);
  pen.textBaseline = "alphabetic";
  for (const label of container.querySelectorAll<HTMLElement | SVGPathElement>(LABELS))
    if (label instanceof SVGPathElement) drawSign(pen, label);
    else drawLabel(pen, label);
  pen.restore();
}

/** An outline as it stands in its drawing. */
function drawSign(pen: CanvasRenderingContext2D, sign: SVGPathElement): void {
  const box = sign.ownerSVGElement?.getBoundingClientRect();
  const whole = sign.ownerSVGElement?.viewBox.baseVal.width;
  if (box === undefined || box.width === 0 || !whole) return;
  const style = getComputedStyle(sign);
  const outline = new Path2D(sign.getAttribute("d") ?? "");
  pen.save();
  pen.translate(box.x, box.y);
  pen.scale(box.width / whole, box.height / whole);
  pen.lineWidth = Number.parseFloat(style.strokeWidth) || 0;
  pen.strokeStyle = style.stroke;
  pen.stroke(outline);
  pen.fillStyle = style.fill;
  pen.fill(outline);
  pen.restore();
}

function drawLabel(pen: CanvasRenderingContext2D, label: HTMLElement): void {
  const style = getComputedStyle(label);
  const box = label.getBoundingClientRect();
  if (style.visibility === "hidden" || style.display === "none" || box.width === 0) return;
  pen.save();
  pen.globalAlpha = Number(style.opacity);
  pen.beginPath();
  pen.roundRect(box.x, box.y, box.width, box.height, Number.parseFloat(style.borderRadius) || 0);
  pen.fillStyle = style.backgroundColor;
  pen.fill();
  if (Number.parseFloat(style.borderTopWidth) > 0) {
    pen.strokeStyle = style.borderTopColor;
    pen.lineWidth = Number.parseFloat(style.borderTopWidth);
    pen.stroke();
  }
  pen.clip();
  const texts = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) drawText(pen, text);
  pen.restore();
}

function drawText(pen: CanvasRenderingContext2D, text: Node): void {
  const { parentElement } = text;
  if (parentElement === null) return;
  const range = document.createRange();
  range.selectNodeContents(text);
  const box = range.getBoundingClientRect();
  const style = getComputedStyle(parentElement);
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  pen.letterSpacing = style.letterSpacing === "normal" ? "0px" : style.letterSpacing;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = pen.measureText("x");
  const y = box.y + (box.height + up - down) / 2;
  const words = (text.textContent ?? "").trim();
  const halo = Number.parseFloat(style.webkitTextStrokeWidth);
  if (halo > 0) {
    pen.lineJoin = "round";
    pen.lineWidth = halo;
    pen.strokeStyle = style.webkitTextStrokeColor;
    pen.strokeText(words, box.x, y);
  }
  pen.fillStyle = style.color;
  pen.fillText(words, box.x, y);
}
