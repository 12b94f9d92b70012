export type { AuditStep, Watched } from './audit/progress.ts';
export type { Audit, AuditInput, AuditOptions } from './audit.ts';
export { audit } from './audit.ts';
export type { JudgingOptions } from './auditor.ts';
export type { ApiState, CatalogOptions, ReleaseChanges, ReplacementAdvice, Serving } from './catalog/catalog.ts';
export { Catalog } from './catalog/catalog.ts';
export type { ConfigReader } from './catalog/config-apis.ts';
export type { Component, CustomApis, CustomVersion, KnownCrds } from './catalog/custom.ts';
export { CrdApis } from './catalog/custom.ts';
export type { JudgingDocument } from './catalog/judging.ts';
export { judgeBy } from './catalog/judging.ts';
export type { Span, Timeline, TimelineKind, TimelineRelease } from './catalog/timeline.ts';
export type { InstalledComponents, VendorFact } from './catalog/vendor.ts';
export type { RenderOptions } from './charts.ts';
export type { FixInput, FixOptions } from './fix/fix.ts';
export { fix } from './fix/fix.ts';
export type { Known, ObjectNames } from './fix/known.ts';
export type { PolicingOptions } from './fix/policing.ts';
export type { Relabelled } from './fix/relabelling.ts';
export type { Change as FixChange, FixResult, Left as FixLeft, Suppressed as FixSuppressed } from './fix/result.ts';
export type { Ground, Moved, NewValue, Operation, Question, Reason, Step as FixStep } from './fix/step.ts';
export type { TextEdit } from './fix/text-edit.ts';
export type { Json, Path } from './fix/value.ts';
export type { KustomizeTool } from './input/kustomize.ts';
export type { Tool } from './input/render.ts';
export type { InputError } from './model/errors.ts';
export { ApiAuditError } from './model/errors.ts';
export type {
  ClientDetails,
  FailOn,
  Finding,
  FindingDetails,
  GateDetails,
  Holder,
  IgnoreFault,
  LabelDetails,
  PolicyDetails,
  ProviderDetails,
  ReferenceSort,
  RuleId,
  Severity,
  Subject,
} from './model/finding.ts';
export { RULE_IDS, SEVERITIES } from './model/finding.ts';
export type { GroupVersion, GroupVersionKind } from './model/gvk.ts';
export { formatApiVersion, formatGvk, parseApiVersion } from './model/gvk.ts';
export type { Boundary, Evidence, Lifecycle, Replacement } from './model/lifecycle.ts';
export type { Location } from './model/location.ts';
export type { Release } from './model/release.ts';
export { compareReleases, parseRelease } from './model/release.ts';
export type {
  ApiUse,
  BaselineSummary,
  BoundarySummary,
  ComputedApi,
  HelmRelease,
  PassedOver,
  PassedOverReason,
  ReleaseLosses,
  RenderedInput,
  Rendering,
  Report,
  Standing,
  Summary,
  SuppressedFinding,
  Suppression,
  UseCount,
} from './model/report.ts';
export type { Guarded, Via } from './model/resource.ts';
export type { SourcePlace, UnresolvedUse } from './model/source-use.ts';
export type { Stability } from './model/stability.ts';
export { compareVersions, stabilityOf } from './model/stability.ts';
export type { Allow, MinimumStability, Policy, PolicyOverride, Standard } from './policy/policy.ts';
export { changeMessage, leftMessage, suppressedMessage } from './report/fix-messages.ts';
export type { Format } from './report/index.ts';
export { FORMATS, loadReporter } from './report/index.ts';
export { messageOf } from './report/messages.ts';
export type { Reporter, ReportOptions } from './report/reporter.ts';
export { unifiedDiff } from './report/unified-diff.ts';
export type { RuleInfo, RuleOverrides } from './rules/index.ts';
export { RULES } from './rules/index.ts';
export { bundledReleases } from './snapshot/releases.ts';
export type {
  ApiResource,
  SchemaFacts,
  Snapshot,
  SnapshotInfo,
  SnapshotKnowledge,
  SnapshotOrigin,
  SnapshotSchema,
} from './snapshot/snapshot.ts';
export type { LoadedSnapshot, LoadOptions } from './snapshot/store.ts';
export { loadSnapshot } from './snapshot/store.ts';
export type { Change, ChangePlace, Warning } from './upgrade/changes.ts';
export type { CompatibleApi, CompatibleRange } from './upgrade/compatible.ts';
export type { DryRunOptions, Hop, Upgrade } from './upgrade/dry-run.ts';
export { dryRun, needsWork } from './upgrade/dry-run.ts';
export type { Step } from './upgrade/plan.ts';
export type { Move, Route } from './upgrade/route.ts';
export type { StoredVersion } from './upgrade/stored-versions.ts';
export type { SupportedRange } from './upgrade/supports.ts';
export { auditRange, parseRange } from './upgrade/supports.ts';
export type { Unrendered } from './upgrade/unread.ts';
export type { NodeStep } from './upgrade/version-skew.ts';
