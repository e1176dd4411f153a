import type { RequestHandler } from "express";

/**
 * What a page may load: this server and nothing else. Cesium compiles WebAssembly decoders, starts
 * workers from blobs, and makes images from blobs and data URLs; it and our panels set styles in line.
 */
const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "connect-src 'self' blob: data:",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
];

/** While pages are worked on, Vite puts a script into them that reloads them. */
const DEVELOPMENT_POLICY = PAGE_POLICY.map((rule) =>
  rule.startsWith("script-src") ? `${rule} 'unsafe-inline'` : rule,
);

/** Headers that every answer has. */
export function securityHeaders(development: boolean): RequestHandler {
  const policy = (development ? DEVELOPMENT_POLICY : PAGE_POLICY).join("; ");
  return (_request, response, next) => {
    response.set({
      "Content-Security-Policy": policy,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "same-origin",
      "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "X-Frame-Options": "SAMEORIGIN",
    });
    next();
  };
}
