/** A thread that packs glbs. */
import { serveThread } from "../../threads/serve-thread.ts";
import type { GlbTask } from "./glb-threads.ts";
import { packGlb } from "./write-glb.ts";

serveThread<GlbTask>(async ({ content, options }) => {
  const result = await packGlb(content, options);
  return { result, transfer: [result.buffer as ArrayBuffer] };
});
