/** A small piece of XML held whole: a feature's attributes, a dictionary, a metadata record. */
export interface XmlElement {
  /** With the prefix that the namespace usually has, whatever the file calls it: `uro:buildingID`. */
  readonly name: string;
  /** By names as they stand there, namespaces of attributes by their usual prefix too: `codeSpace`, `gml:id`. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Its own text, without that of its children; trimmed. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}
