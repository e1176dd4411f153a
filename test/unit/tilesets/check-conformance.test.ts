import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkTileset } from "../../../tilesets/check/check-tileset.ts";

const DATA = join(import.meta.dirname, "../../../../shared/data/3dtiles_conformance");
const TILESETS = join(DATA, "tilesets");

/** Sound ones; nothing but remarks may be told. */
const SOUND = [
  "extensionNotNecessary_1_1_glTF",
  "tileContentBoundingVolumeWithTransform",
  "tilesetWithMultipleExternal",
  "tilesetWithMultipleExternalA",
  "tilesetWithMultipleExternalA0",
  "tilesetWithMultipleExternalA1",
  "tilesetWithMultipleExternalB",
  "validTileset",
  "validTilesetWithCustomSemantics",
  "validTilesetWithGltfWithWarnings",
  "validTilesetWithSchema",
  "validTilesetWithTileMetadata",
  "validTilesetWithValidB3dm",
  "validTilesetWithValidGltf",
];

/** Allowed, but worth a remark: 3D Tiles or its readers only advise against it. */
const DOUBTFUL: Readonly<Record<string, RegExp>> = {
  extensionUsedButNotFound: /EXAMPLE_EXTENSION_NOT_FOUND is in extensionsUsed and nowhere else/,
  extrasUnexpectedType: /its extras are not an object/,
  tileRefineMissingInRoot: /root tile does not say how to refine/,
  tileRefineMissingInRootOfExternal: /ExternalA\.json: its root tile does not say how to refine/,
  tileRefineMissingInRootOfExternalA: /root tile does not say how to refine/,
  tileRefineWrongCase: /refine is "RePlaCe": small letters/,
};

/** Unsound ones, each for its own reason. */
const UNSOUND: Readonly<Record<string, RegExp>> = {
  assetTilesetVersionInvalidType: /asset\.tilesetVersion is 123 and not a text/,
  assetVersionInvalidType: /asset\.version is 1\.1 and none of/,
  assetVersionMissing: /asset\.version is missing/,
  assetVersionUnknown: /asset\.version is "123\.456"/,
  boundingVolumeBoxArrayInvalidElementType: /bounding box .* "Not a number" is not a number/,
  boundingVolumeBoxInvalidArrayLength: /bounding box .* 4 elements instead of 12/,
  boundingVolumeMissingProperty: /no box, region or sphere/,
  boundingVolumeRegionArrayElementsOutOfRange: /bounding region .* past 180 degrees/,
  boundingVolumeRegionArrayInvalidElementType: /bounding region .* "Not a number" is not a number/,
  boundingVolumeRegionInvalidArrayLength: /bounding region .* 4 elements instead of 6/,
  boundingVolumeSphereArrayElementOutOfRange: /bounding sphere .* radius is -123\.456/,
  boundingVolumeSphereArrayInvalidElementType: /bounding sphere .* "Not a number" is not a number/,
  boundingVolumeSphereInvalidArrayLength: /bounding sphere .* 7 elements instead of 4/,
  extensionFoundButNotUsed: /EXAMPLE_EXTENSION_NOT_DECLARED_AS_USED.* not in extensionsUsed/,
  extensionNotDeclaredAsRequired: /needs MAXAR_content_3tz in extensionsRequired/,
  extensionNotDeclared_1_0_glTF: /needs 3DTILES_content_gltf in extensionsUsed/,
  extensionRequiredButNotUsed: /EXAMPLE_EXTENSION_NOT_IN_USED is in extensionsRequired and not/,
  extensionsInvalidType: /extensions is "NOT_AN_OBJECT"/,
  extensionsRequiredDuplicateElement: /extensionsRequired has an element twice/,
  extensionsRequiredInvalidArrayLength: /extensionsRequired has no elements/,
  extensionsRequiredInvalidType: /extensionsRequired is "NOT_AN_ARRAY"/,
  extensionsUsedDuplicateElement: /extensionsUsed has an element twice/,
  extensionsUsedInvalidArrayLength: /extensionsUsed has no elements/,
  extensionsUsedInvalidType: /extensionsUsed is "NOT_AN_ARRAY"/,
  extensionsValueInvalidType: /extension EXAMPLE_EXTENSION_A is "NOT_AN_OBJECT"/,
  groupClassIdInvalid: /a group .* EXAMPLE_INVALID_CLASS_ID, which is not in the schema/,
  groupClassIdInvalidType: /a group is 123\.456 and not a text/,
  groupWithoutSchema: /a group has metadata, and there is no schema/,
  implicitTilingAvailableLevelsInvalidType: /availableLevels is "NOT_AN_INTEGER"/,
  implicitTilingAvailableLevelsInvalidValue: /availableLevels is 0/,
  implicitTilingContentUriTemplateVariableInvalid: /has \{INVALID\}/,
  implicitTilingContentsUriTemplateVariableInvalid: /exampleB.* has \{INVALID\}/,
  implicitTilingInvalidType: /implicitTiling is "NOT_AN_OBJECT"/,
  implicitTilingRootWithChildren: /implicitTiling has children/,
  implicitTilingRootWithContentBoundingVolume: /content .* implicitTiling has a bounding volume/,
  implicitTilingRootWithMetadata: /implicitTiling has metadata/,
  implicitTilingSubdivisionSchemeInvalidType: /subdivisionScheme is 123\.456/,
  implicitTilingSubdivisionSchemeInvalidValue: /subdivisionScheme is "NOT_A_VALID_VALUE"/,
  implicitTilingSubtreeLevelsInvalidType: /subtreeLevels is "NOT_AN_INTEGER"/,
  implicitTilingSubtreeLevelsInvalidValue: /subtreeLevels is 0/,
  implicitTilingSubtreesInvalidType: /subtrees is "NOT_AN_OBJECT"/,
  implicitTilingSubtreesUriInvalidType: /subtrees\.uri is 123\.456/,
  implicitTilingSubtreesUriMissing: /subtrees\.uri is missing/,
  implicitTilingSubtreesUriTemplateVariableInvalid: /has \{NOT_A_VALID_NAME\}/,
  implicitTilingSubtreesUriTemplateVariableMissing: /lacks \{y\}/,
  implicitTilingWithBoundingSphere: /bounding sphere, which cannot be divided/,
  invalidJson: /its JSON cannot be read/,
  propertiesInvalidType: /property exampleProperty is "Should be an object"/,
  propertiesMaximumInvalidType: /maximum .* is "Should be a number"/,
  propertiesMaximumMissing: /maximum .* is missing/,
  propertiesMinimumInvalidType: /minimum .* is "Should be a number"/,
  propertiesMinimumLargerThanMaximum: /minimum 10 .* above its maximum 5/,
  propertiesMinimumMissing: /minimum .* is missing/,
  statisticsClassesIdInvalid: /statistics are of the class INVALID_CLASS_ID/,
  statisticsClassesInvalidType: /classes of its statistics are not an object/,
  statisticsClassesMinPropertiesMismatch: /classes of its statistics are empty/,
  statisticsClassesPropertiesMinPropertiesMismatch: /statistics of exampleClass .* with some/,
  statisticsClassesPropertiesPropertyNameInvalid: /exampleClass\.INVALID_PROPERTY_NAME/,
  statisticsClassesValueInvalidType: /statistics of the class exampleClass are not an object/,
  statisticsClassesWithoutSchema: /statistics of classes, and there is no schema/,
  tileChildrenEmptyArray: /children are \[\]/,
  tileContentBoundingVolumeInvalidType: /content has no bounding volume: it is "NOT_AN_OBJECT"/,
  tileContentBoundingVolumeNotInTileBoundingVolume: /content reaches 14\.00 m out of its tile/,
  tileContentGroupInvalidIndex: /group 2, and there are 1/,
  tileContentGroupInvalidType: /group is 123\.456/,
  tileContentGroupNegativeIndex: /group is -2/,
  tileContentGroupWithoutTilesetGroups: /the tileset has no groups/,
  tileContentInvalidType: /content is "Not an object"/,
  tileContentsInvalidType: /contents are \{.*\} and not an array/,
  tileGeometricErrorMissing: /error is missing/,
  tileGeometricErrorNegative: /error is -1/,
  tileGeometricErrorNotSmallerThanParentGeometricError: /error 2\.1 is more than 2 above it/,
  tileInvalidType: /a tile is "not an object"/,
  tileMetadataClassInvalid: /EXAMPLE_INVALID_CLASS_ID, which is not in the schema/,
  tileMetadataClassInvalidType: /class of the metadata of a tile is 123\.456/,
  tileMetadataClassMissing: /class of the metadata of a tile is missing/,
  tileMetadataGeometricErrorInconsistent: /error 3\.6 is more than 3\.5 above it/,
  tileMetadataRequiredPropertyMissing: /lack examplePropertyInt16/,
  tileMetadataRequiredPropertyNull: /lack examplePropertyInt16/,
  tileMetadataScalarValueNotInRange: /66666, which is out of the range of INT16/,
  tileMetadataVec3ArrayElementValueNotInRange: /333333, which is out of the range of INT16/,
  tileMetadataVec3ElementValueNotInRange: /88888, which is out of the range of INT16/,
  tileMetadataWithoutSchema: /a tile has metadata, and there is no schema/,
  tileRefineInvalidValue: /refine is "INVALID_VALUE"/,
  tileRefineWrongType: /refine is 123\.456/,
  tileTransformInvalidArrayElementType: /transform .* "NOT_A_NUMBER" is not a number/,
  tileTransformInvalidArrayLength: /transform .* 3 elements instead of 16/,
  tileTransformInvalidType: /transform .* "NOT_AN_ARRAY"/,
  tileTransformNonInvertible: /transform .* cannot be inverted/,
  tileTransformNotAffine: /transform .* last row is not 0, 0, 0, 1/,
  tileWithContentAndContents: /both a content and contents/,
  tilesetAssetMissing: /asset is missing/,
  tilesetGeometricErrorMissing: /geometricError is missing/,
  tilesetGeometricErrorNegative: /geometricError is -2/,
  tilesetMetadataEntityPropertyEnumInvalidValue: /EXAMPLE_ENUM_VALUE_THAT_DOES_NOT_EXIST/,
  tilesetMetadataEntityPropertyMaxNotInRange: /100, which is above its max 10/,
  tilesetMetadataEntityPropertyMaxWithNormalizedNotInRange: /0\.76\d+, which is above its max 0\.1/,
  tilesetMetadataEntityPropertyMaxWithOffsetNotInRange: /5, which is above its max 0/,
  tilesetMetadataEntityPropertyMaxWithScaleNotInRange: /10000, which is above its max 1000/,
  tilesetMetadataEntityPropertyMinNotInRange: /100, which is below its min 1000/,
  tilesetMetadataEntityPropertyMinWithNormalizedNotInRange:
    /0\.0015\d+, which is below its min 0\.9/,
  tilesetMetadataEntityPropertyMinWithOffsetNotInRange: /5, which is below its min 10/,
  tilesetMetadataEntityPropertyMinWithScaleNotInRange: /1, which is below its min 10/,
  tilesetSchemaUriInvalidType: /schemaUri is 123/,
  tilesetWithCycleA: /it leads to itself/,
  tilesetWithCycleB: /it leads to itself/,
  tilesetWithCycleC: /it leads to itself/,
  tilesetWithSchemaAndSchemaUri: /both a schema and a schemaUri/,
  tilesetWithUnicodeBOM: /byte order mark/,
  validTilesetWithExternalValidTilesetWithValidB3dmWithInvalidGlb: /its glTF is not right: it says/,
  validTilesetWithGlbWithErrors: /InvalidLength\.glb: it says 680 bytes and has 684/,
  validTilesetWithGltfWithErrors: /accessor 2 is not there/,
  validTilesetWithIB3dmWithInvalidAlignment: /13316 bytes, which is no multiple of 8/,
  validTilesetWithInvalidB3dm: /invalid\.b3dm: its version is 2 and not 1/,
  validTilesetWithInvalidB3dmWithGlbWithInfos: /ends at byte 49, which is no multiple of 8/,
  validTilesetWithUnresolvableSchemaUri: /THIS_DOES_NOT_EXIST\.json cannot be read/,
  validTilesetWithValidB3dmWithInvalidGlb: /its glTF is not right: it says/,
};

/** Sound but for a file that the set here does not have, or that its makers did not look at. */
const BUT_FOR: Readonly<Record<string, RegExp>> = {
  implicitTilingValid: /its subtree example-0-0-0\.subtree cannot be read/,
  tileContentBoundingVolumeWithRotationTransform: /a vertex lies 0\.50 m outside its tile/,
  validTilesetWithInvalidSchemaFromUri: /its schema .*schemaIdMissing\.json cannot be read/,
  validTilesetWithValidSchemaFromUri: /its schema .*validSchema\.json cannot be read/,
};

/** What we neither write nor draw; each is named in a remark and not looked into. */
const NOT_CONCERNED: Readonly<Record<string, RegExp>> = {
  /* Semantics of one's own are told to a validator by its user; to ours nobody does. */
  validTilesetWithCustomSemanticsWithInvalidType: /^$/,
  validTilesetWith3tzWithError: /withError\.3tz is a package: not looked into/,
  validTilesetWithInvalid3tz: /invalid\.3tz is a package: not looked into/,
  validTilesetWithValid3tz: /simple\.3tz is a package: not looked into/,
  validTilesetWithInvalidI3dm: /instances of 3D Tiles 1\.0: not looked into/,
  validTilesetWithInvalidPnts: /points of 3D Tiles 1\.0: not looked into/,
  validTilesetWithValidCmptWithGlbInfo: /composite of 3D Tiles 1\.0: not looked into/,
};

/** A schema, and no tileset. */
const NO_TILESET = ["customSemanticsSchema"];

/** Messages of faults, and of remarks. */
async function told(
  folder: string,
  entry?: string,
): Promise<{ faults: string[]; remarks: string[] }> {
  const problems = await checkTileset(folder, undefined, entry);
  const of = (error: boolean) =>
    problems
      .filter(({ severity }) => (severity === "error") === error)
      .map(({ message }) => message);
  return { faults: of(true), remarks: of(false) };
}

describe.skipIf(!existsSync(DATA))("the conformance sets (needs ../shared/data)", () => {
  it("are all in these lists", () => {
    const files = readdirSync(TILESETS).filter((name) => name.endsWith(".json"));
    const listed = [
      SOUND,
      NO_TILESET,
      ...[DOUBTFUL, UNSOUND, BUT_FOR, NOT_CONCERNED].map(Object.keys),
    ];
    expect(
      listed
        .flat()
        .map((name) => `${name}.json`)
        .toSorted(),
    ).toEqual(files.toSorted());
  });

  it.each(SOUND)("%s is sound", async (name) => {
    expect((await told(TILESETS, `${name}.json`)).faults).toEqual([]);
  });

  it.each(Object.entries(UNSOUND))("%s is unsound", async (name, reason) => {
    expect((await told(TILESETS, `${name}.json`)).faults).toContainEqual(
      expect.stringMatching(reason),
    );
  });

  it.each(Object.entries(DOUBTFUL))("%s is worth a remark", async (name, reason) => {
    const { faults, remarks } = await told(TILESETS, `${name}.json`);
    expect(faults).toEqual([]);
    expect(remarks).toContainEqual(expect.stringMatching(reason));
  });

  it.each(Object.entries(BUT_FOR))("%s is sound but for one thing", async (name, reason) => {
    expect((await told(TILESETS, `${name}.json`)).faults).toEqual([expect.stringMatching(reason)]);
  });

  it.each(Object.entries(NOT_CONCERNED))(
    "%s is not concerned, and says so",
    async (name, reason) => {
      const { faults, remarks } = await told(TILESETS, `${name}.json`);
      expect(faults).toEqual([]);
      expect(remarks.join("\n")).toMatch(reason);
    },
  );

  it.each([
    "MetadataGranularities",
    "SparseImplicitQuadtree",
    "tilesets/packages/validTilesetPackage",
    "tilesets/packages/tilesetPackageWithWarnings",
    "tilesets/tiles/i3dm/i3dmWithUri",
    "tilesets/externalTilesetExtensions/declaredInBothContainedInExternal",
    "tilesets/externalTilesetExtensions/declaredInBothContainedInTileset",
    "tilesets/externalTilesetExtensions/declaredInTilesetContainedInTileset",
  ])("%s is sound", async (folder) => {
    expect((await told(join(DATA, folder))).faults).toEqual([]);
  });

  it.each([
    [
      "declaredInExternalContainedInExternal",
      /^tileset.* a tileset in it has the extension VENDOR/,
    ],
    ["declaredInExternalContainedInTileset", /^tileset.* it has the extension VENDOR/],
    ["declaredInNoneContainedInExternal", /^external.* it has the extension VENDOR/],
    ["declaredInTilesetContainedInExternal", /^external.* it has the extension VENDOR/],
  ])("%s is unsound", async (folder, reason) => {
    const { faults } = await told(join(TILESETS, "externalTilesetExtensions", folder));
    expect(faults).toContainEqual(expect.stringMatching(reason));
  });
});
