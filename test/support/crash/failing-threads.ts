/** To be imported before a server: the threads that keep fail again and again, at random moments. */
import { isMainThread, workerData } from "node:worker_threads";

/** Milliseconds from the beginning of such a thread to its failure. */
const [LEAST, MOST] = [100, 1_500];

const keeps = typeof workerData === "object" && workerData !== null && "folder" in workerData;
if (!isMainThread && keeps)
  setTimeout(
    () => {
      throw new Error("planted");
    },
    LEAST + Math.random() * (MOST - LEAST),
  );
