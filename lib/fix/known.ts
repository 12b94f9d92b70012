/** What is known of the cluster beside the one text: it is read off the other inputs of a run. */
export interface Known {
  /** The names of the IngressClasses that there are. */
  readonly ingressClasses: ReadonlySet<string>;
}

/** Nothing is known but the text itself. */
export const NOTHING_KNOWN: Known = { ingressClasses: new Set() };
