import { describe, expect, it } from "vitest";
import type { Order } from "../../../../server/stream/replay/replay-messages.ts";
import { Stay } from "../../../../server/stream/replay/stay.ts";
import type { WireOutlet } from "../../../../server/stream/wire-outlet.ts";

/** A stay over a connection that is clear or not, and what went out. */
function stayed() {
  const wire = { clear: false, sent: [] as string[] };
  const orders: Order["type"][] = [];
  const outlet = {
    clear: () => wire.clear,
    sendReady: (bytes: Uint8Array) => {
      wire.sent.push(Buffer.from(bytes).toString());
      return bytes.length;
    },
  };
  const stay = new Stay(1, outlet as unknown as WireOutlet, {
    post: (order) => orders.push(order.type),
    leave: () => undefined,
    cut: () => undefined,
  });
  return { stay, wire, orders };
}

describe("a page's stay in the past", () => {
  it("[P34] sends what came while the connection was busy when that is clear, and then asks for more", () => {
    const { stay, wire } = stayed();
    expect(stay.take(Buffer.from("then"), 5)).toBe(0);
    expect(stay.settle()).toEqual({ sent: 0, clear: false });
    wire.clear = true;
    expect(stay.settle()).toEqual({ sent: 4, clear: true });
    expect(wire.sent).toEqual(["then"]);
  });

  it("[P33] sends nothing once the page has left it", () => {
    const { stay, wire, orders } = stayed();
    stay.take(Buffer.from("then"), 5);
    stay.close();
    wire.clear = true;
    expect(stay.settle()).toEqual({ sent: 0, clear: false });
    expect(wire.sent).toEqual([]);
    expect(orders).toEqual(["close"]);
  });
});
