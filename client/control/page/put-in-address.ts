/** Says something in the page's address, or takes it out, without loading anything. */
export function putInAddress(name: string, text: string | undefined): void {
  const address = new URL(location.href);
  const before = address.search;
  if (text === undefined) address.searchParams.delete(name);
  else address.searchParams.set(name, text);
  if (address.search !== before) history.replaceState(history.state, "", address);
}
