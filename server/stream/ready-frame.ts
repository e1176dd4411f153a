import { LIVE_NAMESPACE, type Roster, type ServerToClient } from "../../shared/protocol.ts";
import type { FrameParts } from "./session.ts";

/*
 * `roster` and `frame` events as they lie on the wire, made in one piece. Socket.IO would send a binary
 * event as two engine.io packets, of which the second waits until the first is written; ready-made, all
 * the WebSocket messages of a tick leave in one write. This file knows the insides of socket.io 4.8,
 * engine.io 6.6 and ws 8; the test of the gateway decodes its work with a stock socket.io-client.
 */

const TEXT = 0x81;
const BINARY = 0x82;
/** `ws`: a connection that can be written to. */
const OPEN = 1;

/** The first of the two messages of a `frame` event: there follows one attachment. */
const ANNOUNCEMENT = textMessage(`451-${LIVE_NAMESPACE},["frame",{"_placeholder":true,"num":0}]`);

/** The WebSocket messages of a roster and of a frame after it. */
export function readyMessages(roster: Roster | undefined, frame: FrameParts | undefined): Buffer {
  if (frame === undefined) return roster === undefined ? Buffer.alloc(0) : rosterMessage(roster);
  const before =
    roster === undefined ? ANNOUNCEMENT : Buffer.concat([rosterMessage(roster), ANNOUNCEMENT]);
  let length = frame.head.length;
  for (const block of frame.blocks) length += block.length;
  const start = before.length + headLength(length);
  const bytes = Buffer.allocUnsafe(start + length);
  bytes.set(before);
  writeHead(bytes, before.length, BINARY, length);
  bytes.set(frame.head, start);
  let at = start + frame.head.length;
  for (const block of frame.blocks) {
    bytes.set(block, at);
    at += block.length;
  }
  return bytes;
}

/** The parts of an engine.io connection over `ws` that are used here; they do not declare them all. */
export interface Connection {
  readonly writeBuffer: readonly unknown[];
  readonly transport: { readonly writable: boolean; readonly socket: ReadySocket };
}

interface ReadySocket {
  readonly readyState: number;
  readonly bufferedAmount: number;
  readonly _sender: { sendFrame(list: Buffer[]): void };
}

/** Whether the connection is open and everything sent before has been handed to the operating system. */
export function isClear({ writeBuffer, transport }: Connection): boolean {
  const { socket, writable } = transport;
  return (
    writable &&
    writeBuffer.length === 0 &&
    socket.readyState === OPEN &&
    socket.bufferedAmount === 0
  );
}

/** Sends ready-made messages over a connection that is clear: none of engine.io's own can be overtaken. */
export function sendReady({ transport }: Connection, bytes: Buffer): void {
  transport.socket._sender.sendFrame([bytes]);
}

function rosterMessage(roster: Roster): Buffer {
  return readyEvent("roster", roster);
}

/** The WebSocket message of an event with one argument and nothing binary. */
export function readyEvent(name: keyof ServerToClient, argument: unknown): Buffer {
  return textMessage(`42${LIVE_NAMESPACE},["${name}",${JSON.stringify(argument)}]`);
}

function textMessage(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(headLength(length) + length);
  writeHead(bytes, 0, TEXT, length);
  bytes.write(text, headLength(length));
  return bytes;
}

/** RFC 6455, 5.2: an unmasked message in one piece. */
function headLength(length: number): number {
  return length < 126 ? 2 : length < 65_536 ? 4 : 10;
}

function writeHead(bytes: Buffer, at: number, type: number, length: number): void {
  bytes[at] = type;
  if (length < 126) bytes[at + 1] = length;
  else if (length < 65_536) {
    bytes[at + 1] = 126;
    bytes.writeUInt16BE(length, at + 2);
  } else {
    bytes[at + 1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), at + 2);
  }
}
