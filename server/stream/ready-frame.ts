import { LIVE_NAMESPACE } from "../../shared/protocol.ts";

/*
 * A `frame` event as it lies on the wire, made in one piece. Socket.IO would send it as two engine.io
 * packets, of which the second waits until the first is written; ready-made, both WebSocket messages
 * leave in one write. This file knows the insides of socket.io 4.8 and engine.io 6.6; the test of the
 * gateway decodes its work with a stock socket.io-client.
 */

const TEXT = 0x81;
const BINARY = 0x82;

/** The event, with a place for one attachment: the first of the two WebSocket messages. */
const ANNOUNCEMENT = announcement();

/** What stands before the bytes of a frame: the announcement and the head of a binary message. */
function opening(length: number): Uint8Array {
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(ANNOUNCEMENT.length + head);
  bytes.set(ANNOUNCEMENT);
  bytes[ANNOUNCEMENT.length] = BINARY;
  const at = ANNOUNCEMENT.length + 1;
  if (head === 2) bytes[at] = length;
  else if (head === 4) {
    bytes[at] = 126;
    bytes.writeUInt16BE(length, at + 1);
  } else {
    bytes[at] = 127;
    bytes.writeBigUInt64BE(BigInt(length), at + 1);
  }
  return bytes;
}

/** Both WebSocket messages of a frame: one allocation, whatever it is made of. */
export function readyFrame(head: Uint8Array, blocks: readonly Uint8Array[]): Buffer {
  let length = head.length;
  for (const block of blocks) length += block.length;
  const start = opening(length);
  const bytes = Buffer.allocUnsafe(start.length + length);
  bytes.set(start);
  bytes.set(head, start.length);
  let at = start.length + head.length;
  for (const block of blocks) {
    bytes.set(block, at);
    at += block.length;
  }
  return bytes;
}

/** The parts of an engine.io connection over `ws` that are used here; it does not declare them all. */
export interface Connection {
  readonly writeBuffer: readonly unknown[];
  readonly transport: { readonly writable: boolean; readonly socket?: { readonly bufferedAmount: number } };
  write(data: string, options: { wsPreEncodedFrame: Buffer[]; compress: boolean }): void;
}

/** Sends ready-made WebSocket messages. */
export function sendReady(connection: Connection, bytes: Buffer): void {
  connection.write("", { wsPreEncodedFrame: [bytes], compress: false });
}

/** Whether everything sent before has been handed to the operating system. */
export function isClear({ writeBuffer, transport }: Connection): boolean {
  return writeBuffer.length === 0 && transport.writable && (transport.socket?.bufferedAmount ?? 0) === 0;
}

function announcement(): Buffer {
  const text = `451-${LIVE_NAMESPACE},["frame",{"_placeholder":true,"num":0}]`;
  return Buffer.concat([Buffer.of(TEXT, text.length), Buffer.from(text, "latin1")]);
}
