/** Progress for the person at the terminal: what is being done, and about how long it takes. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** A failure that the person can do something about. Said as one line, without a stack. */
export class SetupFault extends Error {
  name = "SetupFault";
}

/** Ends the program for a failure: a `SetupFault` as one line, anything else (a bug) with its stack. */
export function giveUp(error) {
  const text = error instanceof SetupFault ? error.message : (error?.stack ?? String(error));
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

const REASONS = {
  ENOSPC: "the disk is full. Free some space and run the same command again.",
  EROFS: "the folder cannot be written to. Copy the project to a folder you may write to.",
  EACCES: "there is no permission to write there. Check who owns the project's folder.",
  EPERM: "there is no permission to write there. Check who owns the project's folder.",
};

/** A system error (full disk, read-only folder, ...) as a `SetupFault`; other errors as they are. */
export function explain(doing, error) {
  const reason = REASONS[error?.code];
  return reason === undefined ? error : new SetupFault(`${doing} failed: ${reason}`);
}
