import { isProblem, type Problem, problem } from "../../shared/problem.ts";

/** An input that cannot be read on, thrown inside streams, where nothing can be returned. */
export class Unreadable extends Error {
  readonly problem: Problem;

  constructor(fault: Problem) {
    super(fault.message);
    this.problem = fault;
  }
}

/** What failing disks and damaged archives are called, where people know it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "there is no permission to read it",
  EPERM: "there is no permission to read it",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  EIO: "the disk fails",
  ENOSPC: "the disk for temporary files is full",
  Z_BUF_ERROR: "it is cut off",
  Z_DATA_ERROR: "its compressed data is damaged",
};

/**
 * The problem that a failing stream or file means. What is no such failure is a bug and thrown on.
 * @param path of the file, for people
 */
export function unreadable(path: string, error: unknown): Problem {
  if (error instanceof Unreadable) return error.problem;
  if (isProblem(error)) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  const reason = REASONS[code] ?? `the system answers ${code}, ${message}`;
  return problem("tiles/unreadable", `${path} cannot be read: ${reason}.`);
}
