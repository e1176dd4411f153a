import type { StoredFile } from "../input-file.ts";
import { attributeOf } from "../xml/attribute-of.ts";
import { readXml } from "../xml/read-xml.ts";

/** What a metadata record says of its data, where it says it. */
export interface MetadataRecord {
  title?: string;
  /** Day of publication, creation or revision. */
  date?: string;
  publisher?: string;
  url?: string;
  licence?: string;
  /** The place that the data shows. */
  place?: string;
}

/** Code of JMP 2.0 and ISO 19115 for whoever publishes. */
const PUBLISHER = /^(010|publisher)$/;
/** Code of either for a keyword that names a place. */
const PLACE = /^(002|place)$/;
/** Characters of a text; what is longer is no title. */
const LONGEST = 500;

/**
 * A metadata record of JMP 2.0, as PLATEAU has it, or of ISO 19115 in XML (ISO 19139). Undefined where it
 * is neither or cannot be read.
 */
export async function readMetadataRecord(file: StoredFile): Promise<MetadataRecord | undefined> {
  const record = new RecordMaker();
  const way: string[] = [];
  let text = "";
  const reading = readXml(file, {
    open({ local }, tag) {
      way.push(local);
      text = attributeOf(tag, "codeListValue") ?? "";
    },
    text(piece) {
      if (text.length < LONGEST) text += piece;
    },
    close() {
      record.take(way, text.trim());
      way.pop();
      text = "";
    },
  });
  for (let step = await reading.next(); ; step = await reading.next())
    if (step.done) return step.value === undefined ? record.made() : undefined;
}

/** Gathers a record from its elements as they end. */
class RecordMaker {
  readonly #record: MetadataRecord = {};
  #root = "";
  #contact: { name?: string; url?: string; role?: string } = {};
  #keywords: { words: string[]; type?: string } = { words: [] };

  /** @param way local names from the root to the element that ends */
  take(way: readonly string[], text: string): void {
    this.#root = way[0] ?? this.#root;
    const name = way.at(-1) ?? "";
    if (name === "pointOfContact" || name === "contact") this.#endContact();
    else if (name === "MD_Keywords") this.#endKeywords();
    else if (text !== "") this.#text(way, text);
  }

  made(): MetadataRecord | undefined {
    return /^M[DI]_Metadata$/.test(this.#root) ? this.#record : undefined;
  }

  #text(way: readonly string[], text: string): void {
    // ISO 19139 wraps each text: `title/CharacterString`, `role/CI_RoleCode`.
    const name = way.findLast((part) => !/^(CharacterString|Date|URL|Anchor|\w+Code)$/.test(part));
    const record = this.#record;
    const cited = way.includes("identificationInfo") && way.includes("citation");
    if (name === "title" && cited) record.title ??= text;
    else if (name === "date" && cited) record.date ??= text;
    else if (name === "useLimitation" || name === "otherConstraints") record.licence ??= text;
    else if (name === "organisationName") this.#contact.name ??= text;
    else if (name === "linkage" && way.includes("contactInfo")) this.#contact.url ??= text;
    else if (name === "role") this.#contact.role ??= text;
    else if (name === "keyword") this.#keywords.words.push(text);
    else if (name === "type" && way.includes("MD_Keywords")) this.#keywords.type ??= text;
  }

  #endContact(): void {
    const { name, url, role } = this.#contact;
    this.#contact = {};
    if (name === undefined || !PUBLISHER.test(role ?? "")) return;
    this.#record.publisher ??= name;
    if (url !== undefined) this.#record.url ??= url;
  }

  #endKeywords(): void {
    const { words, type } = this.#keywords;
    this.#keywords = { words: [] };
    if (PLACE.test(type ?? "") && words[0] !== undefined) this.#record.place ??= words[0];
  }
}
