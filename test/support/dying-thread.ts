/** A thread that answers with its task, unless that says how it is to end. */
import { serveThread } from "../../tilesets/threads/serve-thread.ts";

serveThread<string>(async (task) => {
  if (task === "exit") process.exit(3);
  if (task === "throw")
    setTimeout(() => {
      throw new Error("nobody catches it");
    });
  if (task === "throw") await new Promise(() => undefined);
  if (task === "fail") throw new Error("it failed");
  return { result: task };
});
