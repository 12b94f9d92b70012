import type { ResourceRule } from './rule.ts';

/** The rules that look inside a Resource. */
export const RESOURCE_RULES: readonly ResourceRule[] = [];
