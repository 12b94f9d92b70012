import type { AuditOptions } from '../audit.ts';
import { installedComponents } from './components.ts';
import type { LoadedConfig } from './config.ts';
import { loadVendorFacts } from './config.ts';
import type { Io } from './io.ts';
import { ruleOverrides } from './rule-overrides.ts';

/** What flags and the configuration say together of what is judged, and how; the same for all commands that judge. */
export type Judging = Required<Pick<AuditOptions, 'policy' | 'today' | 'rules' | 'components' | 'vendorFacts'>>;

/**
 * Puts the flags of a command over what the configuration says.
 *
 * @throws ApiAuditError for a rule or an add-on that is not known, and for facts that cannot be read.
 */
export async function judgingBy(
  { rule, component }: { readonly rule: readonly string[]; readonly component: readonly string[] },
  config: LoadedConfig,
  io: Io,
): Promise<Judging> {
  const vendorFacts = await loadVendorFacts(config.vendorFacts, io);
  return {
    policy: config.policy,
    today: io.today ?? new Date().toISOString().slice(0, 10),
    rules: ruleOverrides(rule),
    components: { ...config.components, ...(await installedComponents(component, vendorFacts)) },
    vendorFacts,
  };
}
