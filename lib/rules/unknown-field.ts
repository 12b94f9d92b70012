import type { Catalog } from '../catalog/catalog.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { nearest } from '../model/nearest.ts';
import { fieldHistory, hasField, lastWith } from '../schema/history.ts';
import type { FieldRule } from './field-rule.ts';

/** A field that the Target's schema does not have, and where schema and releases tell what became of it, or was meant. */
export const unknownField: FieldRule = {
  id: 'unknown-field',
  claims: ({ field, entry, holder, path }, gvk, { catalog, target }) => {
    if (field !== null) return [];
    const name = entry.key.value;
    const history = fieldHistory(gvk, path, target);
    const version = history === null ? versionWith(catalog, gvk, path) : undefined;
    const near = history === null && version === undefined ? nearest(name, holder.fields.keys()) : undefined;
    return [
      {
        stability: 'unknown',
        lifecycle: { introduced: history?.introduced ?? null, deprecated: null, removed: history?.removed ?? null },
        evidence: 'snapshot',
        details: {
          ...(near === undefined ? {} : { nearest: near }),
          ...(version === undefined ? {} : { fieldOf: version }),
        },
      },
    ];
  },
};

/** Another version of the kind that has the field in the last Snapshot with that version; `undefined` where none does. */
function versionWith(catalog: Catalog, { group, version, kind }: GroupVersionKind, path: string) {
  const found = catalog.versionsOf(group, kind).find((other) => {
    const last = other.version === version ? null : lastWith(other, catalog.newest);
    return last !== null && hasField(other, path, last);
  });
  return found === undefined ? undefined : { group, version: found.version, kind };
}
