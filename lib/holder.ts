import type { Place, Within } from './findings.ts';
import { placeOf, placeWithin } from './findings.ts';
import type { GroupVersionKind } from './model/gvk.ts';
import type { Resource } from './model/resource.ts';
import type { IgnoresAt } from './policy/ignores.ts';

/** A Resource and its place, which is made when there is something to tell of it: of most there is not. */
export class Holder {
  readonly resource: Resource;
  readonly #gvk: GroupVersionKind;
  readonly #ignoresAt: IgnoresAt;
  #place: Place | null = null;

  constructor(resource: Resource, gvk: GroupVersionKind, ignoresAt: IgnoresAt) {
    this.resource = resource;
    this.#gvk = gvk;
    this.#ignoresAt = ignoresAt;
  }

  get place(): Place {
    const { resource } = this;
    this.#place ??= placeOf(resource, this.#gvk, this.#ignoresAt(resource, resource.offset));
    return this.#place;
  }

  /** The place of something in the Resource. */
  within(at: Within): Place {
    const { resource } = this;
    return placeWithin(this.place, resource, at, this.#ignoresAt(resource, at.offset));
  }
}
