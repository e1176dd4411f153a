import { SURFACES, type Surface } from "../../../shared/surface.ts";

/** The numbers of these surfaces as constants of a shader: `roof-tile` is ROOF_TILE. */
export function surfaceNumbers(...surfaces: readonly Surface[]): string {
  return surfaces
    .map((surface) => {
      const name = surface.toUpperCase().replaceAll("-", "_");
      return `const int ${name} = ${SURFACES.indexOf(surface)};`;
    })
    .join("\n");
}
