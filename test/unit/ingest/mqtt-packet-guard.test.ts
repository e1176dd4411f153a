import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MqttPacketGuard } from "../../../server/ingest/mqtt/mqtt-packet-guard.ts";

/** A PUBLISH header that claims a length, and as many bytes as given. */
function packet(length: number, bytes = length): Buffer {
  const header = [0x30];
  let rest = length;
  do {
    header.push((rest % 128) | (rest >= 128 ? 0x80 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Buffer.concat([Buffer.from(header), Buffer.alloc(bytes, 0xff)]);
}

describe("MqttPacketGuard", () => {
  it("lets through packets within the limit, however they are cut", () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 6_000 }), { maxLength: 8 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 700 }), (sizes, cut) => {
        const guard = new MqttPacketGuard(5_000);
        const bytes = Buffer.concat(sizes.map((size) => packet(size)));
        for (let at = 0; at < bytes.length; at += cut) {
          expect(guard.excess(bytes.subarray(at, at + cut))).toBeUndefined();
        }
      }),
    );
  });

  it("stops a packet by the length it claims, before its bytes have come", () => {
    const guard = new MqttPacketGuard(5_000);
    expect(guard.excess(packet(5_000))).toBeUndefined();
    expect(guard.excess(packet(200_000_000, 10))).toBeGreaterThan(5_000);
  });

  it("stops a length that never ends", () => {
    expect(new MqttPacketGuard(5_000).excess(Buffer.alloc(10, 0xff))).toBeGreaterThan(5_000);
  });
});
