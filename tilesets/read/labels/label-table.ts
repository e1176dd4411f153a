/**
 * What attributes are called, in Japanese (as PLATEAU's standard product specification has it, shortened
 * for a panel) and in English. By name; by `parent/name` where a name means something else there.
 */
export type LabelTable = Readonly<Record<string, readonly [ja: string, en: string]>>;
