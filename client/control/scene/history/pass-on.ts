/** CSS pixels that a press may wander and still be one: farther than what the map takes for a click. */
const STEADY = 6;
const STEADY_FINGER = 13;

/** What begins on an element over the map and is no click is meant for the map: it moves, turns and zooms as elsewhere. */
export function passOn(element: HTMLElement, canvas: HTMLCanvasElement): void {
  let down: PointerEvent | undefined;
  const end = () => {
    down = undefined;
  };
  element.addEventListener("pointerdown", (event) => {
    down = event;
    // Or a quick hand would have left it before it is known what is meant.
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (down?.pointerId !== event.pointerId) return;
    const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
    if (far < (event.pointerType === "touch" ? STEADY_FINGER : STEADY)) return;
    // The map captures the pointer, and so has all that follows.
    canvas.dispatchEvent(new PointerEvent(down.type, down));
    down = undefined;
  });
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    canvas.dispatchEvent(new WheelEvent(event.type, event));
  });
}
