/** What `watchFrames` has put on the window. */
export interface FrameWatch {
  reset(): void;
  take(): {
    /** Milliseconds of the page's own work in each frame that drew something. */
    readonly frames: number[];
    /** Milliseconds of each task over 50 that was not a wait for the graphics processor. */
    readonly longTasks: number[];
    /** Milliseconds waited for the graphics processor, between frames. */
    readonly waited: number;
  };
}

declare global {
  interface Window {
    pageBench: FrameWatch;
  }
}

/**
 * Runs in the page before anything of it: times what each animation frame does, and has the graphics
 * processor finish after it, so that its slowness is no part of the next one's time.
 */
export function watchFrames(): void {
  let frames: number[] = [];
  let longTasks: number[] = [];
  let waited = 0;
  let draws = 0;
  /** When the page's frames began, and when the graphics processor had done them. */
  let turns: [began: number, ended: number][] = [];
  let others: PerformanceEntry[] = [];
  new PerformanceObserver((list) => others.push(...list.getEntries())).observe({
    entryTypes: ["longtask"],
  });
  const contexts: WebGL2RenderingContext[] = [];
  const getContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: never[]) {
    const context = Reflect.apply(getContext, this, args);
    if (context instanceof WebGL2RenderingContext && !contexts.includes(context))
      contexts.push(context);
    return context;
  } as typeof getContext;
  const gl = WebGL2RenderingContext.prototype;
  const drawElements = gl.drawElements;
  gl.drawElements = function (...args) {
    draws++;
    return Reflect.apply(drawElements, this, args);
  };
  const request = window.requestAnimationFrame.bind(window);
  let planned = new Map<number, FrameRequestCallback>();
  let due = new Map<number, FrameRequestCallback>();
  let asked = 0;
  // All that asked for the same frame are timed together.
  window.requestAnimationFrame = (callback) => {
    if (planned.size === 0) request(turn);
    planned.set(++asked, callback);
    return asked;
  };
  window.cancelAnimationFrame = (id) => {
    planned.delete(id);
    due.delete(id);
  };
  function turn(now: number) {
    due = planned;
    planned = new Map();
    const drawn = draws;
    const began = performance.now();
    for (const callback of due.values()) callback(now);
    const done = performance.now();
    if (draws === drawn) return;
    for (const context of contexts)
      context.readPixels(0, 0, 1, 1, context.RGBA, context.UNSIGNED_BYTE, new Uint8Array(4));
    frames.push(done - began);
    turns.push([began, performance.now()]);
    waited += performance.now() - done;
    if (done - began > 50) longTasks.push(Math.round(done - began));
  }
  window.pageBench = {
    reset() {
      frames = [];
      longTasks = [];
      others = [];
      turns = [];
      waited = 0;
    },
    take() {
      const apart = others.filter(
        ({ startTime, duration }) =>
          !turns.some(([from, to]) => startTime < to && startTime + duration > from),
      );
      longTasks.push(...apart.map(({ duration }) => Math.round(duration)));
      return { frames, longTasks, waited };
    },
  };
}
