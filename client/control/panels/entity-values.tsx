import type { Provenance } from "../../../shared/entity.ts";
import { Age } from "../../ui/age.tsx";
import { Skeleton } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { EntityValue } from "../read-entity.ts";
import { readValue } from "../read-value.ts";

export interface EntityValuesProps {
  readonly values: readonly EntityValue[];
  readonly provenance: Provenance;
  readonly now: number;
  readonly loading: boolean;
}

/** What an entity measures: name, number, unit, and how old each is. */
export function EntityValues({ values, provenance, now, loading }: EntityValuesProps) {
  return (
    <>
      <h4>{say("inspector.values")}</h4>
      {values.length === 0 && (loading ? <Skeleton /> : <NoValues />)}
      {values.length > 0 && (
        <table class="values">
          <tbody>
            {values.map((value) => (
              <ValueRow key={value.name} value={value} provenance={provenance} now={now} />
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

interface ValueRowProps {
  readonly value: EntityValue;
  readonly provenance: Provenance;
  readonly now: number;
}

function ValueRow({ value: { name, value, observedAt }, provenance, now }: ValueRowProps) {
  const { label, text, unit } = readValue(name, value, provenance);
  return (
    <tr>
      <th scope="row" title={name}>
        {label}
      </th>
      <td class="value-number">{text}</td>
      <td class="quiet">{unit}</td>
      <td class="value-age">{observedAt !== undefined && <Age at={observedAt} now={now} />}</td>
    </tr>
  );
}
