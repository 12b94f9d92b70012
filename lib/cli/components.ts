import type { InstalledComponents, VendorFact } from '../catalog/vendor.ts';
import { ApiAuditError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';

/**
 * Reads `--component cert-manager=1.15`, given any number of times.
 *
 * @param facts those of the user's own add-ons.
 *
 * @throws ApiAuditError for a setting without a release, and for an add-on that is not known; it names the nearest one.
 */
export async function installedComponents(
  settings: readonly string[],
  facts: readonly VendorFact[] = [],
): Promise<InstalledComponents> {
  if (settings.length === 0) return {};
  const { checkComponents, componentNames } = await import('../catalog/vendor.ts');
  const named = new Map<string, string>();
  for (const setting of settings) {
    const equals = setting.includes('=') ? setting.indexOf('=') : setting.length;
    const [name, release] = [setting.slice(0, equals), setting.slice(equals + 1)];
    if (name === '' || release === '') {
      throw new ApiAuditError(`--component ${setting}: write the add-on and its release, such as cert-manager=1.15.`);
    }
    const names = componentNames(facts);
    const near = names.includes(name) ? undefined : nearest(name, names);
    if (near !== undefined) {
      throw new ApiAuditError(`--component ${setting}: there is no known add-on '${name}'. Did you mean ${near}?`);
    }
    named.set(name, release);
  }
  // So that what is named __proto__ is a name like others.
  const installed: InstalledComponents = Object.fromEntries(named);
  checkComponents(installed, facts);
  return installed;
}
