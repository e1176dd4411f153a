import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { openInputs } from "../../../tilesets/read/open-inputs.ts";
import { unreadable } from "../../../tilesets/read/unreadable.ts";
import { CITY_GML, cityFolder, codelist, type Files, opened } from "../../support/city-folder.ts";
import { makeZip } from "../../support/make-zip.ts";

const PACKAGE: Files = {
  "udx/bldg/53392633_bldg_6697_op.gml": CITY_GML,
  "udx/bldg/53392633_bldg_6697_appearance/wall.jpg": "a picture",
  "udx/fld/natl/arakawa/53392633_fld_6697_op.gml": CITY_GML,
  "codelists/Building_usage.xml": codelist({ 401: "業務施設" }),
  "metadata/udx_13111_2023_op.xml": "<MD_Metadata/>",
  "schemas/iur/uro/3.0/urbanObject.xsd": "<schema/>",
  "specification/spec.pdf": "%PDF",
  "other/notes.gml": CITY_GML,
};

/** One of each kind, told by content where the name does not tell. */
const KINDS: Readonly<Record<string, readonly [kind: string, content: string | Uint8Array]>> = {
  "a.gml": ["citygml", CITY_GML],
  "b.xml": ["citygml", `<!-- <osm> -->\n<CityModel xmlns="x"/>`],
  "c.osm": ["osm", `<osm version="0.6"></osm>`],
  "d.xml": ["osm", `\ufeff<?xml version="1.0"?><osm version="0.6"/>`],
  "e.osm.pbf": ["osm", Buffer.from("\0\0\0\x0d\n\tOSMHeader\x18\x01")],
  "f.fgb": ["flatgeobuf", Buffer.from([0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0])],
  "g.json": [
    "cityjson",
    `{"CityObjects":{"a":{"type":"Building"}},"type":"CityJSON","version":"2.0"}`,
  ],
  "h.json": ["cityjson", `{\n  "type": "CityJSON",\n  "version": "1.1"`],
  "i.json": ["cityjsonseq", `{"type":"CityJSON","CityObjects":{}}\n{"type":"CityJSONFeature"}`],
  "j.city.jsonl": ["cityjsonseq", `{"type":"CityJSON","CityObjects":{}}\n`],
  "k.json": ["geojson", `{"features":[{"type":"Feature"`],
  "l.geojson": ["geojson", `{"type":"FeatureCollection"}`],
  "m.utf16.gml": ["citygml", Buffer.from(`\ufeff${CITY_GML}`, "utf16le")],
  "n.broken.gml": ["citygml", ""],
  "o.bomb.gml": ["citygml", `<!DOCTYPE lolz [<!ENTITY a "a">]><lolz/>`],
};

const folders: (() => void)[] = [];
afterEach(() => {
  for (const remove of folders.splice(0)) remove();
});

function folder(files: Files): string {
  const { path, remove } = cityFolder(files);
  folders.push(remove);
  return path;
}

const zipOf = (files: Files, inside = "") =>
  makeZip(Object.entries(files).map(([name, content]) => ({ name: inside + name, content })));

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe("finding inputs", () => {
  it("takes of a package only what is a city's, in the order of names", async () => {
    const path = folder(PACKAGE);
    const { files, notes, close } = await opened([path]);
    expect(files.map((file) => file.path.slice(path.length + 1))).toEqual([
      "udx/bldg/53392633_bldg_6697_op.gml",
      "udx/fld/natl/arakawa/53392633_fld_6697_op.gml",
    ]);
    expect(notes).toEqual([]);
    expect(files.map(({ package: home }) => home.path)).toEqual([path, path]);
    await close();
  });

  it.each(["", "13111_ota-ku_2023_citygml_1_op/"])(
    "finds the same in a zip, also a folder deep: %s",
    async (inside) => {
      const path = folder({ "city.zip": zipOf(PACKAGE, inside) });
      const { files, close } = await opened([join(path, "city.zip")]);
      expect(files.map(({ name, kind }) => [name, kind])).toEqual([
        ["53392633_bldg_6697_op.gml", "citygml"],
        ["53392633_fld_6697_op.gml", "citygml"],
      ]);
      const [file] = files;
      expect(await textOf(file!.open())).toBe(CITY_GML);
      const list = await file!.sibling("../../codelists/Building_usage.xml");
      expect(Buffer.from(await list!.readAll(10_000)).toString()).toContain("業務施設");
      await close();
    },
  );

  it("belongs to its package what is named from within", async () => {
    const path = folder(PACKAGE);
    for (const part of ["udx", "udx/bldg", "udx/bldg/53392633_bldg_6697_op.gml"]) {
      const { files, close } = await opened([join(path, part)]);
      expect(files[0]!.path).toBe(join(path, "udx/bldg/53392633_bldg_6697_op.gml"));
      expect(await files[0]!.sibling("../../codelists/Building_usage.xml")).toBeDefined();
      await close();
    }
  });

  it("keeps packages in one folder apart, and plain files beside them", async () => {
    const path = folder({
      "a/udx/bldg/x.gml": CITY_GML,
      "a/codelists/y.xml": codelist({}),
      "b/udx/bldg/x.gml": CITY_GML,
      "c/z.gml": CITY_GML,
    });
    const { files, notes, close } = await opened([path]);
    expect(files.map(({ path: of, package: home }) => [of, home.path])).toEqual([
      [join(path, "a/udx/bldg/x.gml"), join(path, "a")],
      [join(path, "b/udx/bldg/x.gml"), join(path, "b")],
      [join(path, "c/z.gml"), path],
    ]);
    expect(notes).toEqual([]);
    await close();
  });

  it("knows each kind by its content", async () => {
    const path = folder(
      Object.fromEntries(Object.entries(KINDS).map(([name, [, is]]) => [name, is])),
    );
    const { files, close } = await opened([path]);
    expect(Object.fromEntries(files.map(({ name, kind }) => [name, kind]))).toEqual(
      Object.fromEntries(Object.entries(KINDS).map(([name, [kind]]) => [name, kind])),
    );
    await close();
  });

  it("knows each kind through gzip, and in a zip", async () => {
    const packed = Object.fromEntries(
      Object.entries(KINDS).map(([name, [, content]]) => [`${name}.gz`, gzipSync(content)]),
    );
    const path = folder({ ...packed, "all.zip": zipOf(packed) });
    const named = Object.keys(packed).map((name) => join(path, name));
    for (const paths of [named, [join(path, "all.zip")]]) {
      const { files, close } = await opened(paths);
      expect(files.map(({ kind }) => kind)).toEqual(Object.values(KINDS).map(([kind]) => kind));
      await close();
    }
  });

  it("says what it can read where a file is of no kind, and where there is none", async () => {
    const path = folder({
      "a.txt": "hello",
      "l.xml": codelist({}),
      "b/c.png": "x",
      "d.obj": "v 0",
    });
    const told = async (name: string) => await openInputs([join(path, name)]);
    expect(await told("a.txt")).toMatchObject({ code: "tiles/unknown-input" });
    expect(await told("a.txt")).toMatchObject({ tip: expect.stringContaining("FlatGeobuf") });
    expect(await told("l.xml")).toMatchObject({
      message: expect.stringContaining("holds no city"),
    });
    expect(await told("none")).toMatchObject({ code: "tiles/unreadable" });
    expect(await told("")).toMatchObject({
      code: "tiles/no-city",
      message: expect.stringContaining("1 file of no kind"),
    });
    expect(await openInputs([])).toMatchObject({ code: "tiles/no-city" });
  });

  it("tells of files that it passes over, and of links", async () => {
    const path = folder({
      "a.gml": CITY_GML,
      "b.obj": "v",
      "c.zip": zipOf(PACKAGE),
      ".hidden": "x",
    });
    symlinkSync("/etc/hostname", join(path, "d.gml"));
    const { files, notes, close } = await opened([path]);
    expect(files.map(({ name }) => name)).toEqual(["a.gml"]);
    expect(notes.map(({ message }) => message.replace(path, "DIR"))).toEqual([
      "Passed over in DIR: 1 file of no kind that we read (b.obj).",
      "Passed over in DIR: 1 zip inside (c.zip).",
      "Passed over in DIR: 1 link.",
    ]);
    await close();
  });

  it("reads no file twice, however it is named", async () => {
    const path = folder(PACKAGE);
    const all = [path, join(path, "udx"), join(path, "udx/bldg/53392633_bldg_6697_op.gml"), path];
    const { files, close } = await opened(all);
    expect(files).toHaveLength(2);
    await close();
  });
});

describe("what a file names", () => {
  const files: Files = {
    "city/udx/bldg/a.gml": CITY_GML,
    "city/udx/bldg/a_appearance/Wall 1.JPG": "wall",
    "city/codelists/L.xml": "list",
    "outside.txt": "secret",
  };

  async function each(
    check: (name: (reference: string) => Promise<string | undefined>) => unknown,
  ) {
    const path = folder({ ...files, "city.zip": zipOf(files) });
    for (const input of [join(path, "city"), join(path, "city.zip")]) {
      const { files: found, close } = await opened([input]);
      await check(async (reference) => {
        const sibling = await found[0]!.sibling(reference);
        return sibling && Buffer.from(await sibling.readAll(1_000)).toString();
      });
      await close();
    }
  }

  it("is found in whatever case and spelling", () =>
    each(async (name) => {
      expect(await name("../../codelists/L.xml")).toBe("list");
      expect(await name("a_appearance/Wall 1.JPG")).toBe("wall");
      expect(await name("a_appearance/wall 1.jpg")).toBe("wall");
      expect(await name("a_appearance\\Wall%201.JPG")).toBe("wall");
      expect(await name("./../bldg/a_appearance/Wall%201.JPG")).toBe("wall");
    }));

  it("is never looked up outside, nor on the web", async () => {
    const path = folder(files);
    symlinkSync(join(path, "outside.txt"), join(path, "city/udx/bldg/link.jpg"));
    symlinkSync(path, join(path, "city/udx/bldg/up"));
    const { files: found, close } = await opened([join(path, "city")]);
    const [file] = found;
    for (const reference of [
      "../../../outside.txt",
      "../../../../../../../../etc/hostname",
      "..%2f..%2f..%2foutside.txt",
      "..\\..\\..\\outside.txt",
      join(path, "outside.txt"),
      "file:///etc/hostname",
      "https://example.com/a.jpg",
      "link.jpg",
      "up/outside.txt",
      "up/OUTSIDE.txt",
      "\0",
      "",
      ".",
      "..",
    ])
      expect(await file!.sibling(reference), reference).toBeUndefined();
    await close();
  });
});

describe("reading an input", () => {
  const content = Buffer.from(`<osm version="0.6">${"<!-- 0123456789 -->".repeat(50_000)}</osm>`);

  it.each(["a.osm", "a.osm.gz", "a.zip"])("reads %s whole and in parts", async (name) => {
    const path = folder({
      "a.osm": content,
      "a.osm.gz": gzipSync(content),
      "a.zip": zipOf({ "a.osm": content }),
    });
    mkdirSync(join(path, "scratch"));
    const { files, close } = await opened([join(path, name)], join(path, "scratch"));
    const [file] = files;
    let advanced = 0;
    expect(
      await textOf(
        file!.open((bytes) => {
          advanced += bytes;
        }),
      ),
    ).toBe(content.toString());
    // Progress is told in bytes as they lie there, and comes to all of them.
    expect(advanced).toBe(file!.bytes);
    const [from, to] = [500_000, 500_100];
    expect(Buffer.from(await file!.read(from, to))).toEqual(content.subarray(from, to));
    expect(await file!.read(content.length - 5, content.length + 50)).toHaveLength(5);
    expect(await file!.read(content.length + 5, content.length + 50)).toHaveLength(0);
    expect(readdirSync(join(path, "scratch"))).toHaveLength(name === "a.osm" ? 0 : 1);
    await close();
    expect(readdirSync(join(path, "scratch"))).toEqual([]);
  });

  it("stops early without complaint", async () => {
    const path = folder({ "a.zip": zipOf({ "a.osm": content }) });
    const { files, close } = await opened([join(path, "a.zip")]);
    for await (const chunk of files[0]!.open()) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await close();
  });

  it("fails in words where a file is cut off, gone or too large", async () => {
    const gz = gzipSync(content);
    const path = folder({ "a.osm.gz": gz.subarray(0, gz.length / 2), "b.osm": content });
    const { files, close } = await opened([path]);
    const [cut, gone] = files;
    const fault = async (work: Promise<unknown>) =>
      unreadable("it", await work.catch((error: unknown) => error)).message;
    expect(await fault(textOf(cut!.open()))).toBe("it cannot be read: it is cut off.");
    expect(await fault(gone!.readAll(1_000))).toContain("more than 1000 bytes");
    rmSync(join(path, "b.osm"));
    expect(await fault(textOf(gone!.open()))).toBe("it cannot be read: there is no such file.");
    expect(await fault(gone!.read(0, 1))).toBe("it cannot be read: there is no such file.");
    await close();
  });
});
