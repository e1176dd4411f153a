/** The parts of an engine.io connection over `ws` that are used here; it does not declare them all. */
export interface GuardedConnection {
  readonly writeBuffer: readonly unknown[];
  readonly transport: { readonly socket: { terminate(): void } };
  on(event: "packet", listener: () => void): void;
}

/**
 * Cuts a connection that sends on while more than `most` of our messages to it lie unread. Every answer
 * (an acknowledgement, a refused handshake, a sign of life) is made for a packet that came, so nothing else
 * can pile up: frames are not sent to who does not read.
 */
export function guardConnection(connection: GuardedConnection, most: number): void {
  connection.on("packet", () => {
    if (connection.writeBuffer.length > most) cut(connection);
  });
}

/** Ends a connection at once. To close it in good order would wait for an answer of who gives none. */
export function cut({ transport }: Pick<GuardedConnection, "transport">): void {
  transport.socket.terminate();
}
