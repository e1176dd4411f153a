import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file system in memory, with little room, that can be filled and emptied. Needs the rights to mount one. */
export class SmallDisk {
  readonly path = mkdtempSync(join(tmpdir(), "machinami-disk-"));
  readonly #ballast = join(this.path, "ballast");

  /** Undefined where this process may not mount anything. */
  static make(megabytes: number): SmallDisk | undefined {
    const disk = new SmallDisk();
    const options = ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", disk.path];
    if (spawnSync("mount", options).status === 0) return disk;
    rmSync(disk.path, { recursive: true });
    return undefined;
  }

  get free(): number {
    const { bavail, bsize } = statfsSync(this.path);
    return bavail * bsize;
  }

  /** Takes all room but so many bytes. */
  fill(left: number): void {
    const file = openSync(this.#ballast, "a");
    const block = Buffer.alloc(64 * 1024, 0x42);
    try {
      while (this.free > left)
        writeSync(file, block, 0, Math.max(1, Math.min(block.length, this.free - left)));
    } catch {
      // Not a byte is left.
    } finally {
      closeSync(file);
    }
  }

  empty(): void {
    rmSync(this.#ballast, { force: true });
  }

  end(): void {
    spawnSync("umount", ["-l", this.path]);
    rmSync(this.path, { recursive: true, force: true });
  }
}
