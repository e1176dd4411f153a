/** What a thread is told. */
export type ToThread =
  | { readonly sort: "task" | "answer"; readonly number: number; readonly value: unknown }
  /** What it asked failed. */
  | { readonly sort: "unanswered"; readonly number: number };

/** What a thread tells. */
export type FromThread =
  | { readonly sort: "done" | "question"; readonly number: number; readonly value: unknown }
  | { readonly sort: "failed"; readonly number: number; readonly error: Error };
