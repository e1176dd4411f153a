/** Puts a file in the person's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has its own hold on it once the download has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A moment (milliseconds since 1970) as part of a file's name, in UTC: 2026-11-23T0814Z. */
export function stampOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace(":", "")}Z`;
}
