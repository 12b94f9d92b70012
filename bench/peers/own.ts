import type { Named } from './peer.ts';

/** What `api-audit` names in its JSON report. */
export interface OwnFinding extends Named {
  readonly file: string;
  readonly rule: string;
  /** `resource`, or where else the API was named: `reference`, `template`. */
  readonly via: string;
}

interface JsonReport {
  readonly findings: readonly {
    readonly rule: string;
    readonly via: string;
    readonly subject: { readonly group: string; readonly version: string; readonly kind: string } | null;
    readonly holder: { readonly name: string | null } | null;
    readonly location: { readonly file: string };
  }[];
}

/** Reads a JSON report. */
export function readOwn(output: string): readonly OwnFinding[] {
  return (JSON.parse(output) as JsonReport).findings.flatMap(({ rule, via, subject, holder, location }) =>
    subject === null
      ? []
      : [
          {
            file: location.file,
            apiVersion: subject.group === '' ? subject.version : `${subject.group}/${subject.version}`,
            kind: subject.kind,
            name: holder?.name ?? '',
            rule,
            via,
          },
        ],
  );
}
