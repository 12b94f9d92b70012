import type { Holder } from '../model/finding.ts';
import type { Location } from '../model/location.ts';

/** The name of an object behind its namespace, `shop/web`; the namespace alone where the server makes the name; or nothing. */
export function nameOf({ namespace, name }: Pick<Holder, 'namespace' | 'name'>): string {
  // A saved report may lack either.
  return [namespace, name].filter((part) => typeof part === 'string').join('/');
}

/** File, line and name of a place: `web.yaml:1 shop/web`. */
export function placeText({ location, holder }: { readonly location: Location; readonly holder: Holder }): string {
  const name = nameOf(holder);
  return `${location.file}:${location.line}${name === '' ? '' : ` ${name}`}`;
}
