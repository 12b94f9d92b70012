import type { ApiState } from '../catalog/catalog.ts';
import { isAtLeast } from '../model/release.ts';

/** Whether the Target serves it, by default or when enabled, and nothing has removed it by then. */
export function isServed({ serving, lifecycle, release }: ApiState): boolean {
  return serving === 'by-default' || (serving === 'when-enabled' && !isAtLeast(release, lifecycle.removed));
}

/** Whether its version says how stable it is to users of Kubernetes; that of another tool's file speaks of that tool. */
export function isVersioned({ reader }: ApiState): boolean {
  return reader === null || reader.isKubernetes;
}
