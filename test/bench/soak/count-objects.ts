declare global {
  interface Window {
    /** Things that a page makes and must let go of, by name: alive now. */
    soakCounts: Record<string, number>;
  }
}

/**
 * Runs in the page before anything of it: counts the objects of the graphics processor, workers, sockets and
 * intervals that are made and not let go of. Holds on to none of them.
 */
export function countObjects(): void {
  const counts: Record<string, number> = {};
  window.soakCounts = counts;
  const add = (name: string, by: number) => {
    counts[name] = (counts[name] ?? 0) + by;
  };
  const gl = WebGL2RenderingContext.prototype as unknown as Record<string, unknown>;
  const kinds = ["Buffer", "Texture", "Program", "Shader", "Framebuffer", "Renderbuffer"];
  for (const kind of [...kinds, "VertexArray", "Query", "Sampler"]) {
    const alive = new WeakSet<object>();
    const make = gl[`create${kind}`] as (this: unknown, ...args: unknown[]) => object | null;
    const drop = gl[`delete${kind}`] as (this: unknown, dropped: object | null) => void;
    gl[`create${kind}`] = function (this: unknown, ...args: unknown[]) {
      const made = make.apply(this, args);
      if (made !== null) alive.add(made);
      if (made !== null) add(`gpu ${kind.toLowerCase()}s`, 1);
      return made;
    };
    gl[`delete${kind}`] = function (this: unknown, dropped: object | null) {
      if (dropped !== null && alive.delete(dropped)) add(`gpu ${kind.toLowerCase()}s`, -1);
      drop.call(this, dropped);
    };
  }
  countIntervals(add);
  window.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      add("workers", 1);
    }

    override terminate(): void {
      add("workers", -1);
      super.terminate();
    }
  };
  window.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      add("sockets", 1);
      this.addEventListener("close", () => add("sockets", -1));
    }
  };

  function countIntervals(count: typeof add): void {
    const running = new Set<unknown>();
    const { setInterval: begin, clearInterval: end } = window;
    window.setInterval = ((...args: Parameters<typeof begin>) => {
      const id = begin(...args);
      running.add(id);
      count("intervals", 1);
      return id;
    }) as typeof begin;
    window.clearInterval = (id) => {
      if (running.delete(id)) count("intervals", -1);
      end(id);
    };
  }
}
