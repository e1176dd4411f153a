/**
 * A text as it is searched: width, case and the two kana alike, blanks joined. What two texts have in
 * common to a reader, their folded forms have in common letter by letter.
 */
export function foldText(text: string): string {
  const folded = PLAIN.test(text) ? text.toLowerCase() : foldLetters(text);
  return folded.replace(BLANKS, " ").trim();
}

/** Normalised again at the end: of some letters only the small one has its mark built in. */
function foldLetters(text: string): string {
  const small = text.normalize("NFKC").toLowerCase().normalize("NFKC");
  return small.replace(KATAKANA, toHiragana);
}

const PLAIN = /^[\x20-\x7e]*$/;
const BLANKS = /\s+/g;
/** Those that have a hiragana 0x60 before them; the long-vowel mark is of both. */
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;

function toHiragana(kana: string): string {
  return String.fromCharCode(kana.charCodeAt(0) - 0x60);
}
