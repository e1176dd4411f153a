import { type ChildProcess, fork } from "node:child_process";

/** What a child answers: `value`, or why there is none. */
interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Another process of the same benchmark, that does what it is asked by name. */
export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (e: Error) => void }
  >();
  #asked = 0;

  /** @param program URL of a file that calls `serve` */
  constructor(program: URL, nodeOptions: readonly string[] = []) {
    this.#process = fork(program, { execArgv: [...nodeOptions], stdio: "inherit" });
    this.#process.on("message", (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.error === undefined) waiting?.resolve(answer.value as never);
      else waiting?.reject(new Error(answer.error));
    });
    this.#process.on("exit", (code) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(`${program.pathname} ended with ${code}`));
    });
  }

  ask<Result>(name: string, argument: unknown = null): Promise<Result> {
    const id = this.#asked++;
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.send({ id, name, argument });
    });
  }

  end(): void {
    this.#process.kill();
  }
}

/** In the child: what it can be asked. */
export function serve(tasks: Readonly<Record<string, (argument: never) => unknown>>): void {
  process.on(
    "message",
    async ({ id, name, argument }: { id: number; name: string; argument: unknown }) => {
      try {
        const task = tasks[name];
        if (task === undefined) throw new Error(`there is no task ${name}`);
        process.send?.({ id, value: (await task(argument as never)) ?? null });
      } catch (error) {
        process.send?.({
          id,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      }
    },
  );
}
