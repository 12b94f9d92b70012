import { relative, resolve, sep } from 'node:path';
import type { Finding } from '../model/finding.ts';
import type { Release } from '../model/release.ts';
import type { Suppression } from '../model/report.ts';
import type { Resource } from '../model/resource.ts';
import type { RuleOverrides } from '../rules/index.ts';
import type { Allowance } from './allow.ts';
import { allowance } from './allow.ts';
import type { Ignore, IgnoresAt } from './ignores.ts';
import { ignoresOf } from './ignores.ts';
import { notices } from './notices.ts';
import { pathPattern, textPattern } from './pattern.ts';
import type { Policy, Standard } from './policy.ts';
import type { Scope } from './standard.ts';
import { scopeOf } from './standard.ts';

export interface EnforcerOptions {
  readonly policy?: Policy;
  /** What the caller of this one audit wants, over all that the policy says. */
  readonly rules?: RuleOverrides;
  readonly target: Release;
  /** The folder that the files of the audit are named from, absolute. */
  readonly cwd: string;
  /** `2026-11-25`; needed where something expires on a day. */
  readonly today?: string;
}

interface ScopeEntry {
  readonly standard: Standard;
  readonly applies: (path: string, namespace: string | null) => boolean;
}

const NONE: IgnoresAt = () => [];

/**
 * Holds an audit to a Policy, and to what its manifests say of themselves. It remembers what was of use, so that what was
 * not can be told at the end; several audits of the same input may share one.
 */
export class Enforcer {
  readonly #options: EnforcerOptions;
  readonly #standards: readonly ScopeEntry[];
  readonly #allowances: readonly Allowance[];
  readonly #scopes = new Map<string, Scope>();
  readonly #paths = new Map<string, string>();
  readonly #ignores = new Map<string, Ignore>();
  readonly #used = new Set<string>();
  readonly #reached = new Set<Allowance>();

  /** @throws ApiAuditError for a policy that cannot be held to: an entry of `allow` without a condition, say. */
  constructor(options: EnforcerOptions) {
    this.#options = options;
    const { policy = {}, rules = {}, target, today = null } = options;
    this.#standards = [
      { standard: policy, applies: () => true },
      ...(policy.overrides ?? []).map(scopeEntry),
      { standard: { rules }, applies: () => true },
    ];
    this.#allowances = (policy.allow ?? []).map((entry) => allowance(entry, { target, today }));
  }

  /** What holds in a file, for an object of a namespace. */
  scopeAt(file: string, namespace: string | null): Scope {
    const key = JSON.stringify([file, namespace]);
    const known = this.#scopes.get(key);
    if (known !== undefined) return known;
    const path = this.#pathOf(file);
    for (const each of this.#allowances) if (each.reaches(path)) this.#reached.add(each);
    const standards = this.#standards.filter(({ applies }) => applies(path, namespace));
    const scope = scopeOf(standards.map(({ standard }) => standard));
    this.#scopes.set(key, scope);
    return scope;
  }

  /** What the Resources of a file say of findings in them. */
  ignoresOf(resources: readonly Resource[]): IgnoresAt {
    if (this.#options.policy?.suppressionsInManifests === false) return NONE;
    const { all, at } = ignoresOf(resources);
    for (const ignore of all) this.#ignores.set(keyOf(ignore), ignore);
    return all.length === 0 ? NONE : at;
  }

  /** What suppresses a finding: the manifest's own word first, then the policy's; `null` where nothing does. */
  suppression(finding: Finding, ignores: readonly Ignore[]): Suppression | null {
    const ignored = ignores.filter(({ rules, fault }) => fault === null && rules.includes(finding.rule));
    for (const ignore of ignored) this.#used.add(keyOf(ignore));
    const path = this.#pathOf(finding.location.file);
    const allowed = this.#allowances.filter((each) => !each.expired && each.matches(finding, path));
    for (const each of allowed) this.#used.add(keyOfAllowance(each, this.#allowances));
    const [ignore] = ignored;
    if (ignore !== undefined) {
      const { type, reason, file, line, column } = ignore;
      return { type, reason, place: { file, line, column }, expires: null };
    }
    const [first] = allowed;
    if (first === undefined) return null;
    const { reason, expires, place = null } = first.entry;
    return { type: 'allow', reason, place, expires };
  }

  /** What there is to say of the policy and of suppressions at the end of the audit. */
  notices(): readonly Finding[] {
    const { target } = this.#options;
    const idle = this.#allowances.filter(
      (each) => this.#reached.has(each) && !this.#used.has(keyOfAllowance(each, this.#allowances)),
    );
    return notices({
      target,
      expired: this.#allowances.filter(({ expired }) => expired),
      unused: idle.filter(({ expired }) => !expired),
      unusedIgnores: [...this.#ignores.values()].filter((ignore) => !this.#used.has(keyOf(ignore))),
      rulesAt: (file) => this.scopeAt(file, null).rules,
    });
  }

  #pathOf(file: string): string {
    const { policy, cwd } = this.#options;
    if (policy?.root === undefined) return file;
    const known = this.#paths.get(file);
    if (known !== undefined) return known;
    const path = relative(policy.root, resolve(cwd, file)).split(sep).join('/');
    this.#paths.set(file, path);
    return path;
  }
}

function scopeEntry({ paths, namespaces, ...standard }: NonNullable<Policy['overrides']>[number]): ScopeEntry {
  const pathPatterns = paths?.map(pathPattern);
  const namespacePatterns = namespaces?.map(textPattern);
  return {
    standard,
    applies: (path, namespace) =>
      (pathPatterns?.some((pattern) => pattern.test(path)) ?? true) &&
      (namespacePatterns?.some((pattern) => namespace !== null && pattern.test(namespace)) ?? true),
  };
}

function keyOf({ file, line, column, rules, fault }: Ignore): string {
  return JSON.stringify([file, line, column, rules, fault]);
}

function keyOfAllowance(each: Allowance, all: readonly Allowance[]): string {
  return `allow ${all.indexOf(each)}`;
}
