/**
 * The folder `openapi-snapshots/` of this package, with a slash at its end. It stands beside `lib/` and `dist/` alike, so
 * one step works from the sources, from the compiled files and from an installed package.
 */
export function snapshotFolder(): URL {
  return new URL('../../openapi-snapshots/', import.meta.url);
}
