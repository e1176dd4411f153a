import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { inRoot } from "../../server/boot/root.mjs";
import { runCommand } from "../../server/boot/run-command.mjs";
import { say } from "../../server/boot/say.mjs";

/**
 * A stage that runs one vitest project and takes its totals from vitest's own JSON report, not from
 * its words. A file that does not load, an unhandled error and a crash count as failures.
 */
export function vitest(project) {
  return async (node) => {
    const report = inRoot(".cache", "test", `${project}.json`);
    mkdirSync(inRoot(".cache", "test"), { recursive: true });
    rmSync(report, { force: true });
    const args = [
      inRoot("node_modules", "vitest", "vitest.mjs"),
      "run",
      "--config=test/vitest.config.ts",
      `--project=${project}`,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ];
    const { code } = await runCommand(node, args, { show: true });
    if (!existsSync(report)) {
      say(`vitest wrote no report for ${project} (exit code ${code})`);
      return { passed: 0, failed: 1, skipped: 0 };
    }
    return totals(JSON.parse(readFileSync(report, "utf8")), code);
  };
}

/** Counts a vitest JSON report; `code` is the exit code that came with it. */
export function totals(report, code) {
  const broken = report.testResults.filter(
    (file) =>
      file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  ).length;
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  let failed = report.numFailedTests + broken;
  if (failed === 0 && (code !== 0 || passed + skipped === 0)) failed = 1;
  return { passed, failed, skipped };
}
