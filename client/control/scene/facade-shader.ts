import { surfaceNumbers } from "./surface-numbers.ts";

/** What the vertex shader of buildings tells the fragments of a wall. */
export const FACADE_VARYINGS = /* glsl */ `
  v_cell = facade.cell;
  v_hole = facade.hole;
  v_windows = vec3(facade.rare, facade.lit * (0.35 + 0.9 * seed), facade.warm);
`;

/**
 * How windows lie in a wall, by what it is the wall of: `cell` is one window's share of the wall in metres,
 * `hole` where the glass is in it (left, right, sill, head; parts of the cell), `rare` the part of cells
 * without one, `lit` the part with a light on, `warm` how warm that light is.
 */
export const FACADES = /* glsl */ `
${surfaceNumbers("wall-plain", "wall-home", "wall-apartment", "wall-office", "wall-shop", "wall-industry")}
struct Facade { vec2 cell; vec4 hole; float rare; float lit; float warm; };

Facade facadeOf(int wall, float seed, bool sunny) {
  if (wall == WALL_HOME) return Facade(vec2(2.7, 2.9), vec4(0.22, 0.80, 0.30, 0.74), 0.34, u_lit.x, 1.0);
  if (wall == WALL_APARTMENT) {
    if (sunny) return Facade(vec2(3.3, 3.0), vec4(0.10, 0.90, 0.30, 0.86), 0.0, u_lit.y, 0.9);
    return Facade(vec2(3.3, 3.0), vec4(0.34, 0.66, 0.36, 0.74), 0.1, u_lit.y, 0.9);
  }
  if (wall == WALL_OFFICE) {
    if (seed < 0.34) return Facade(vec2(1.6, 3.8), vec4(0.03, 0.97, 0.32, 0.86), 0.0, u_lit.z, 0.45);
    if (seed < 0.68) return Facade(vec2(2.9, 3.8), vec4(0.20, 0.80, 0.26, 0.80), 0.0, u_lit.z, 0.6);
    return Facade(vec2(1.5, 3.8), vec4(0.04, 0.96, 0.07, 0.96), 0.0, u_lit.z, 0.3);
  }
  if (wall == WALL_SHOP) return Facade(vec2(2.6, 3.4), vec4(0.20, 0.80, 0.28, 0.76), 0.06, u_lit.y, 0.6);
  if (wall == WALL_INDUSTRY) return Facade(vec2(5.6, 6.0), vec4(0.12, 0.88, 0.64, 0.84), 0.45, u_litMore.x, 0.4);
  if (wall == WALL_PLAIN) return Facade(vec2(3.0), vec4(0.0, 0.001, 0.0, 0.001), 1.1, 0.0, 0.5);
  return Facade(vec2(3.4, 3.8), vec4(0.14, 0.86, 0.26, 0.78), 0.05, u_litMore.y, 0.5);
}
`;
