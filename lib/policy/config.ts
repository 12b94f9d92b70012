import type { FailOn } from '../model/finding.ts';
import type { Positions } from '../model/location.ts';
import type { Node } from '../model/node.ts';
import { get } from '../model/node.ts';
import { faultOf } from './allow.ts';
import type { ConfigFault } from './decode.ts';
import { decode } from './decode.ts';
import type { Policy } from './policy.ts';
import { CONFIG_SHAPE } from './shape.ts';

/** What a configuration file says: the policy, and settings that are flags on the command line. */
export interface Config {
  readonly policy: Policy;
  readonly target?: string;
  readonly supports?: string;
  readonly failOn?: FailOn;
  readonly components?: Readonly<Record<string, string>>;
  /** These three are paths as written, from the folder of the file. */
  readonly snapshot?: string;
  readonly vendorFacts?: string;
  readonly baseline?: string;
}

/** What {@link CONFIG_SHAPE} describes. */
type RawConfig = Omit<Config, 'policy'> & Omit<Policy, 'root'>;

/**
 * Reads a configuration.
 *
 * @param root the value that holds it.
 * @param place the file as shown to people, for what is to be said of its entries, and where its offsets stand.
 * @returns the configuration, or what is wrong with it, at least one.
 */
export function readConfig(
  root: Node,
  place: { readonly file: string; readonly positions: Positions },
): Config | readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  // The decoder has checked it against the shape when there are no faults.
  const raw = decode(root, CONFIG_SHAPE, '', faults) as RawConfig;
  if (faults.length > 0) return faults;
  const { rules, minimumStability, overrides, allow = [], suppressionsInManifests, ...settings } = raw;
  const items = get(root, 'allow');
  const entries = allow.map((entry, at) => {
    const offset = items?.type === 'sequence' ? (items.items[at]?.start ?? 0) : 0;
    const wrong = faultOf(entry);
    if (wrong !== null) faults.push({ offset, message: `allow[${at}] ${wrong}` });
    return { ...entry, place: { file: place.file, ...place.positions.position(offset) } };
  });
  if (settings.supports !== undefined && settings.snapshot !== undefined) {
    faults.push({
      offset: get(root, 'supports')?.start ?? 0,
      message: "'supports' and 'snapshot' cannot be used together",
    });
  }
  if (faults.length > 0) return faults;
  const policy = {
    ...(rules === undefined ? {} : { rules }),
    ...(minimumStability === undefined ? {} : { minimumStability }),
    ...(overrides === undefined ? {} : { overrides }),
    ...(suppressionsInManifests === undefined ? {} : { suppressionsInManifests }),
    allow: entries,
  };
  return { policy, ...settings };
}
