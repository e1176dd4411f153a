/** The parts of an engine.io server over `ws` that are used here; it does not declare them all. */
export interface Connections {
  readonly clients: Readonly<
    Record<string, { readonly transport: { readonly socket?: WebSocketLike } }>
  >;
  close(): void;
}

interface WebSocketLike {
  once(event: "close", listener: () => void): void;
  terminate(): void;
}

/** Closes every connection in good order; one that has not closed in time is cut. */
export async function closeConnections(engine: Connections, milliseconds: number): Promise<void> {
  const sockets: WebSocketLike[] = [];
  for (const { transport } of Object.values(engine.clients))
    if (transport.socket !== undefined) sockets.push(transport.socket);
  const closed = sockets.map(
    (socket) => new Promise<void>((resolve) => socket.once("close", () => resolve())),
  );
  const cut = setTimeout(() => {
    for (const socket of sockets) socket.terminate();
  }, milliseconds);
  engine.close();
  await Promise.all(closed);
  clearTimeout(cut);
}
