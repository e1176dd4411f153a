import { ENTITY_KINDS, PROVENANCES } from "../../../../shared/entity.ts";

const quoted = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(", ");

/**
 * The tables of hot.duckdb. It is an index of the journal and the archive, so it has no migrations: a file whose
 * tables were made by other words than these is put aside and built anew.
 */
export const SCHEMA: readonly string[] = [
  `CREATE TYPE entity_kind AS ENUM (${quoted(ENTITY_KINDS)})`,
  `CREATE TYPE provenance AS ENUM (${quoted(PROVENANCES)})`,
  // What is not in the archive yet, in the order of acceptance.
  `CREATE TABLE observation (
     number BIGINT, id VARCHAR, kind entity_kind, source VARCHAR, provenance provenance, name VARCHAR,
     observed_at TIMESTAMP, received_after BIGINT, said UTINYINT,
     longitude DOUBLE, latitude DOUBLE, height DOUBLE, heading DOUBLE, speed DOUBLE,
     readings MAP(VARCHAR, DOUBLE))`,
  // One row: the last number that is in here, and how often the files of the archive have changed.
  "CREATE TABLE mark (watermark BIGINT, version BIGINT, made_by VARCHAR)",
  // The files of the archive, each with what it has of a kind and source.
  `CREATE TABLE file (
     path VARCHAR, hour TIMESTAMP, kind VARCHAR, source VARCHAR, rows BIGINT, bytes BIGINT,
     first_number BIGINT, last_number BIGINT, first_at TIMESTAMP, last_at TIMESTAMP,
     exact BOOLEAN, readings BOOLEAN)`,
  // Files that are no longer of the archive and wait to be removed, or to be moved to \`moved_to\`.
  "CREATE TABLE doomed (path VARCHAR, moved_to VARCHAR)",
  `CREATE TABLE minute (
     minute TIMESTAMP, source VARCHAR, kind VARCHAR, accepted BIGINT, refused BIGINT)`,
  'CREATE TABLE event ("at" TIMESTAMP, type VARCHAR, body VARCHAR)',
];
