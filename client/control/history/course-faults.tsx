import { RotateCw } from "lucide";
import type { FetchProblem } from "../../ui/fetch-json.ts";
import { Icon } from "../../ui/icon.tsx";
import { State } from "../../ui/state.tsx";
import { sayPast } from "../../ui/words/say-past.ts";
import { haveCommon, windowOf } from "./course-window.ts";
import type { HistoryDesk } from "./history-desk.ts";

/** Whose past could not be had, why, and what is shown instead. */
export function CourseFaults({ desk }: { desk: HistoryDesk }) {
  const book = desk.book.courses.value;
  const window = desk.window.value;
  const faults = desk.shown.value.flatMap(({ id, name }) => {
    const { problem, course } = book.get(id) ?? {};
    if (problem === undefined) return [];
    // Of the window before nothing can be seen, once that is quite another.
    const isOld = course !== undefined && haveCommon(windowOf(course), window);
    return [{ id, name, problem, isOld }];
  });
  if (faults.length === 0) return null;
  return (
    <>
      {faults.map(({ id, name, problem, isOld }) =>
        isUnknown(problem) ? (
          <State key={id} as="empty" title={sayPast("unknown", { name })} />
        ) : (
          <State
            key={id}
            as={isOld ? "attention" : "error"}
            banner
            title={sayPast(isOld ? "old" : "failed", { name })}
          >
            <p>{problem.message}</p>
            {problem.tip !== undefined && <p>{problem.tip}</p>}
          </State>
        ),
      )}
      <button type="button" class="button" onClick={() => desk.book.retry()}>
        <Icon of={RotateCw} />
        {sayPast("retry")}
      </button>
    </>
  );
}

/** The server keeps nothing of it in that time: no fault. */
function isUnknown({ status }: FetchProblem): boolean {
  return status === 404;
}
