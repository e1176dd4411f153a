import { Age } from "../../ui/age.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { Skeleton } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { EntityValue } from "../read-entity.ts";
import { readValueName } from "../read-value-name.ts";

export interface EntityValuesProps {
  readonly values: readonly EntityValue[];
  readonly now: number;
  readonly loading: boolean;
}

/** What an entity measures: name, number, unit, and how old each is. */
export function EntityValues({ values, now, loading }: EntityValuesProps) {
  return (
    <>
      <h4>{say("inspector.values")}</h4>
      {values.length === 0 && (loading ? <Skeleton /> : <NoValues />)}
      {values.length > 0 && (
        <table class="values">
          <tbody>
            {values.map((value) => (
              <ValueRow key={value.name} value={value} now={now} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function NoValues() {
  return <p class="quiet">{say("inspector.no-values")}</p>;
}

function ValueRow({
  value: { name, value, observedAt },
  now,
}: {
  value: EntityValue;
  now: number;
}) {
  const { label, unit } = readValueName(name);
  return (
    <tr>
      <th scope="row" title={name}>
        {label}
      </th>
      <td class="value-number">{formatNumber(value, {})}</td>
      <td class="quiet">{unit}</td>
      <td class="value-age">{observedAt !== undefined && <Age at={observedAt} now={now} />}</td>
    </tr>
  );
}
