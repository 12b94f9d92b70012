import { resolve } from 'node:path';
import type { Finding, RuleId } from '../model/finding.ts';
import { owner } from '../model/owned.ts';
import { shownPath } from '../model/paths.ts';
import type { Release } from '../model/release.ts';
import type { Suppression } from '../model/report.ts';
import type { Resource } from '../model/resource.ts';
import type { RuleOverrides } from '../rules/index.ts';
import type { Allowance } from './allow.ts';
import { allowance } from './allow.ts';
import { checkPolicy } from './check.ts';
import type { Ignore, IgnoresAt } from './ignores.ts';
import { ignoresOf } from './ignores.ts';
import { notices } from './notices.ts';
import { pathPattern, textPattern } from './pattern.ts';
import type { Policy, Standard } from './policy.ts';
import type { Scope } from './standard.ts';
import { scopeOf, withoutPromotions } from './standard.ts';

export interface EnforcerOptions {
  readonly policy?: Policy;
  /** What the caller of this one audit wants, over all that the policy says. */
  readonly rules?: RuleOverrides;
  readonly target: Release;
  /** The folder that the files of the audit are named from, absolute. */
  readonly cwd: string;
  /** `2026-11-25`; needed where something expires on a day. */
  readonly today?: string;
  /** Whether it is asked what works and what does not: then nothing is an error because a policy says so. */
  readonly onlyFaults?: boolean;
}

/** What an Enforcer remembers of the files it saw. */
export interface EnforcerMemory {
  readonly ignores: readonly Ignore[];
  /** Keys of those of them that were of use. */
  readonly used: readonly string[];
  /** Indexes of entries of the Policy's `allow`. */
  readonly usedAllowances: readonly number[];
  readonly reached: readonly number[];
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
  /** What holds in every place; `null` where places differ, or it is kept which were asked about. */
  readonly #everywhere: Scope | null;
  /** What holds in the file that was asked about last, by namespace: files are asked about one after the other. */
  #scopes = new Map<string | null, Scope>();
  #scopeFile: string | null = null;
  readonly #paths = new Map<string, string>();
  #ignores = new Map<string, Ignore>();
  readonly #own = owner();
  #used = new Set<string>();
  #usedAllowances = new Set<Allowance>();
  #reached = new Set<Allowance>();
  /** What the Resources of the Reading say that was asked about last: several audits ask of the same. */
  #said: { readonly resources: readonly Resource[]; readonly at: IgnoresAt } | null = null;
  /** Of a list of suppressions, the one that suppresses a rule. */
  readonly #byRule = new WeakMap<readonly Ignore[], Map<RuleId, Ignore | null>>();

  /** @throws ApiAuditError for a policy that cannot be held to: an entry of `allow` without a condition, a rule that there is not. */
  constructor(options: EnforcerOptions) {
    this.#options = options;
    const { policy = {}, rules = {}, target, today = null } = options;
    checkPolicy(policy, rules);
    this.#standards = [
      { standard: policy, applies: () => true },
      ...(policy.overrides ?? []).map(scopeEntry),
      { standard: { rules }, applies: () => true },
    ];
    this.#allowances = (policy.allow ?? []).map((entry) => allowance(entry, { target, today }));
    const isByPlace = (policy.overrides ?? []).length > 0 || this.#allowances.length > 0;
    this.#everywhere = isByPlace ? null : this.#scopeOf(this.#standards);
  }

  /** What holds in a file, for an object of a namespace. */
  scopeAt(file: string, namespace: string | null): Scope {
    if (this.#everywhere !== null) return this.#everywhere;
    if (file !== this.#scopeFile) {
      this.#scopeFile = file;
      this.#scopes = new Map();
    }
    const known = this.#scopes.get(namespace);
    if (known !== undefined) return known;
    const path = this.#pathOf(file);
    for (const each of this.#allowances) if (each.reaches(path)) this.#reached.add(each);
    const standards = this.#standards.filter(({ applies }) => applies(path, namespace));
    const scope = this.#scopeOf(standards);
    this.#scopes.set(namespace, scope);
    return scope;
  }

  #scopeOf(standards: readonly ScopeEntry[]): Scope {
    const asWritten = scopeOf(standards.map(({ standard }) => standard));
    return this.#options.onlyFaults === true ? withoutPromotions(asWritten) : asWritten;
  }

  /** What the Resources of a file say of findings in them. */
  ignoresOf(resources: readonly Resource[]): IgnoresAt {
    if (this.#options.policy?.suppressionsInManifests === false) return NONE;
    if (this.#said?.resources === resources) return this.#said.at;
    const { all, at } = ignoresOf(resources, this.#own);
    for (const ignore of all) this.#ignores.set(keyOf(ignore), ignore);
    const said = all.length === 0 ? NONE : at;
    this.#said = { resources, at: said };
    return said;
  }

  /** What suppresses a finding: the manifest's own word first, then the policy's; `null` where nothing does. */
  suppression(finding: Finding, ignores: readonly Ignore[]): Suppression | null {
    const ignore = ignores.length === 0 ? null : this.#ignoreAmong(ignores, finding.rule);
    const path = this.#pathOf(finding.location.file);
    const allowed = this.#allowances.filter((each) => !each.expired && each.matches(finding, path));
    for (const each of allowed) this.#usedAllowances.add(each);
    if (ignore !== null) {
      const { type, reason, file, line, column } = ignore;
      return { type, reason, place: { file, line, column }, expires: null };
    }
    const [first] = allowed;
    if (first === undefined) return null;
    const { reason, expires, place = null } = first.entry;
    return { type: 'allow', reason, place, expires };
  }

  /** What it remembers, as data; it is forgotten here. */
  drain(): EnforcerMemory {
    const indexes = (allowances: ReadonlySet<Allowance>) =>
      [...allowances].map((each) => this.#allowances.indexOf(each));
    const memory = {
      ignores: [...this.#ignores.values()],
      used: [...this.#used],
      usedAllowances: indexes(this.#usedAllowances),
      reached: indexes(this.#reached),
    };
    this.#ignores = new Map();
    this.#used = new Set();
    this.#usedAllowances = new Set();
    this.#reached = new Set();
    return memory;
  }

  /** Takes in what another one remembers, that holds other files of the same audit to the same Policy. */
  recall({ ignores, used, usedAllowances, reached }: EnforcerMemory): void {
    for (const ignore of ignores) this.#ignores.set(keyOf(ignore), ignore);
    for (const key of used) this.#used.add(key);
    for (const at of usedAllowances) this.#usedAllowances.add(this.#allowances[at] as Allowance);
    for (const at of reached) this.#reached.add(this.#allowances[at] as Allowance);
  }

  /** What there is to say of the policy and of suppressions at the end of the audit. */
  notices(): readonly Finding[] {
    const { target } = this.#options;
    const idle = this.#allowances.filter((each) => this.#reached.has(each) && !this.#usedAllowances.has(each));
    return notices({
      target,
      expired: this.#allowances.filter(({ expired }) => expired),
      unused: idle.filter(({ expired }) => !expired),
      unusedIgnores: [...this.#ignores.values()].filter((ignore) => !this.#used.has(keyOf(ignore))),
      rulesAt: (file) => this.scopeAt(file, null).rules,
    });
  }

  /** The first of some suppressions that is in order and of a rule; all that are have been of use then. */
  #ignoreAmong(ignores: readonly Ignore[], rule: RuleId): Ignore | null {
    const known = this.#byRule.get(ignores) ?? new Map<RuleId, Ignore | null>();
    this.#byRule.set(ignores, known);
    const before = known.get(rule);
    if (before !== undefined) return before;
    const ignored = ignores.filter(({ rules, fault }) => fault === null && rules.includes(rule));
    for (const ignore of ignored) this.#used.add(keyOf(ignore));
    const first = ignored[0] ?? null;
    known.set(rule, first);
    return first;
  }

  #pathOf(file: string): string {
    const { policy, cwd } = this.#options;
    if (policy?.root === undefined) return file;
    const known = this.#paths.get(file);
    if (known !== undefined) return known;
    const path = shownPath(policy.root, resolve(cwd, file));
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
