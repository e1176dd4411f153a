/**
 * A change of the archive could not be made known, or that it was could not be said. Its files lie there, so it must
 * not simply be tried again: a start finds out what became of them.
 */
export class NotCommitted extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
