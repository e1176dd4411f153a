import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Problem } from "../../../shared/problem.ts";
import type { RegionProperties } from "../../../shared/region.ts";
import { Fold } from "../../ui/fold.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { zoneName } from "../../ui/format-time.ts";
import { timeZone } from "../../ui/time-zone.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { type FormField, fieldsOf, readFields } from "./region-fields.ts";

export interface RegionFormProps {
  readonly room: Room;
  readonly title: string;
  readonly properties: RegionProperties;
  /** What leaving without saving is called. */
  readonly stop: string;
  /** Returns why it could not be saved. */
  readonly onSave: (properties: RegionProperties) => Promise<Problem | undefined>;
  readonly onStop: () => void;
}

/** A region's name and limits. Enter saves, Escape leaves. */
export function RegionForm(props: RegionFormProps) {
  const { room, title, properties, stop, onSave, onStop } = props;
  const zone = timeZone.value;
  const [fields, setFields] = useState(() => fieldsOf(properties, zone));
  const [fault, setFault] = useState<string | undefined>(undefined);
  const [isSaving, setSaving] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => name.current?.focus(), []);
  const set = (field: FormField) => (text: string) => setFields({ ...fields, [field]: text });
  const save = async () => {
    const read = readFields(fields, zone);
    if (typeof read === "string") return setFault(say(read));
    setSaving(true);
    const problem = await onSave(read);
    setSaving(false);
    setFault(problem && say("areas.not-saved", { message: told(problem) }));
  };
  return (
    <form
      class="region-form"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onStop();
      }}
    >
      <h4 id={`${id}-title`}>{title}</h4>
      <label>
        {say("areas.name")}
        <input
          ref={name}
          type="text"
          value={fields.name}
          maxLength={200}
          aria-invalid={fault === say("areas.name-missing")}
          onInput={({ currentTarget }) => set("name")(currentTarget.value)}
        />
      </label>
      <Heights {...{ fields, set }} />
      <HeightsNote room={room} />
      <Fold title={say("areas.valid")} open={fields.validFrom !== "" || fields.validTo !== ""}>
        {() => <Times {...{ fields, set }} />}
      </Fold>
      {fault !== undefined && (
        <p class="form-fault" role="alert">
          {fault}
        </p>
      )}
      <div class="entity-actions">
        <button type="submit" class="button primary" disabled={isSaving}>
          {say(isSaving ? "areas.saving" : "areas.save")}
        </button>
        <button type="button" class="button" onClick={onStop}>
          {stop}
        </button>
      </div>
    </form>
  );
}

interface FieldsProps {
  readonly fields: Readonly<Record<FormField, string>>;
  readonly set: (field: FormField) => (text: string) => void;
}

function Heights({ fields, set }: FieldsProps) {
  return (
    <div class="form-pair">
      {(["floor", "ceiling"] as const).map((field) => (
        <label key={field}>
          {say(`areas.${field}`)} (m)
          <input
            type="number"
            step="any"
            value={fields[field]}
            onInput={({ currentTarget }) => set(field)(currentTarget.value)}
          />
        </label>
      ))}
    </div>
  );
}

function HeightsNote({ room }: { room: Room }) {
  const found = room.city.value;
  const ground = found.state === "ready" ? found.city.ground.height : undefined;
  return (
    <p class="quiet areas-note">
      {ground === undefined
        ? say("areas.heights-how-plain")
        : say("areas.heights-how", { ground: formatNumber(ground, { digits: 0 }) })}
    </p>
  );
}

function Times({ fields, set }: FieldsProps) {
  return (
    <>
      <div class="form-stack">
        {(["validFrom", "validTo"] as const).map((field) => (
          <label key={field}>
            {say(field === "validFrom" ? "areas.valid-from" : "areas.valid-to")}
            <input
              type="datetime-local"
              value={fields[field]}
              onInput={({ currentTarget }) => set(field)(currentTarget.value)}
            />
          </label>
        ))}
      </div>
      <p class="quiet areas-note">{say("areas.valid-how", { zone: zoneName(Date.now()) })}</p>
    </>
  );
}

function told({ message, tip }: Problem): string {
  return tip === undefined ? message : `${message} ${tip}`;
}
