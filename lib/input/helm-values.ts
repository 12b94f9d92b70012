import type { Node } from '../model/node.ts';
import { text } from '../model/node.ts';
import { firstRoot } from './document.ts';

/** What the values of a chart are where nobody gives others. */
export interface Defaults {
  /** The text at a path of keys; `undefined` where there is none, `null` where the chart stands there more than once, with other ones. */
  text(keys: readonly string[]): string | undefined | null;
}

/** Far more than a file of values holds. A tree of a large one would take a hundred times as much memory. */
const MAX_BYTES = 1024 * 1024;

/** Under more names nobody has a chart in another. Each of them is asked for at each level of charts in charts. */
const MAX_NAMES = 20;

/**
 * The defaults of a chart: what the chart around it has for it under its name, else its own `values.yaml`, which is parsed when
 * it is asked for the first time. What cannot be read says nothing.
 *
 * @param parent the chart around it, and the keys under which that may have values for it.
 */
export function defaultsOf(
  values: Uint8Array | null,
  parent: { readonly defaults: Defaults; readonly names: readonly string[] } | null,
): Defaults {
  let root: Node | undefined | null = null;
  return {
    text(keys) {
      root ??= values === null || values.length > MAX_BYTES ? undefined : firstRoot(values);
      const own = text(root, ...keys);
      if (parent === null) return own;
      if (parent.names.length > MAX_NAMES) return null;
      const [first, ...others] = parent.names.map((name) => {
        const given = parent.defaults.text([name, ...keys]);
        return given === undefined ? own : given;
      });
      return others.every((other) => other === first) ? first : null;
    },
  };
}

/** `.Values.rbac.apiVersion`, with what is printed where that is nothing, or with a check that it is something. */
const VALUE =
  /^(?:default\s+"(?<before>[^"\\]*)"\s+|required\s+"(?:[^"\\]|\\.)*"\s+)?\$?\.Values\.(?<path>\w+(?:\.\w+)*)(?:\s*\|\s*default\s+"(?<after>[^"\\]*)")?(?:\s*\|\s*(?:quote|squote|trim))*$/;

/**
 * What an action prints that prints a value, where nobody gives another; `undefined` where it does something else, or that is
 * nothing.
 *
 * @param words what stands in the action.
 */
export function printedByDefault(words: string, defaults: Defaults): string | undefined {
  const { path, before, after } = VALUE.exec(words)?.groups ?? {};
  if (path === undefined) return undefined;
  const given = defaults.text(path.split('.'));
  const printed = given === null ? undefined : given || (before ?? after);
  return printed !== undefined && /^[A-Za-z0-9][\w./-]*$/.test(printed) ? printed : undefined;
}
