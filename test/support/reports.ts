import { audit } from '../../lib/audit.ts';
import type { Report } from '../../lib/model/report.ts';
import type { ReportOptions } from '../../lib/report/reporter.ts';

/** How the tests have reports shown. */
export const OPTIONS: ReportOptions = {
  tool: { name: 'api-audit', version: '1.2.3' },
  width: 100,
  color: false,
  all: false,
};

/** A manifest of one object, whatever its name holds. */
export function named(apiVersion: string, kind: string, name: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${JSON.stringify(name)}}\n`;
}

/** Audits texts by their names for Kubernetes 1.25. */
export function reportOf(files: Readonly<Record<string, string>>, target = '1.25'): PromiseLike<Report> {
  const inputs = Object.entries(files).map(([file, text]) => ({ file, text }));
  return audit(inputs, { target });
}

/** An error, a warning, a note, and a file that cannot be read. */
export const MIXED = {
  'a/cron.yaml': named('batch/v1beta1', 'CronJob', 'nightly'),
  'b space.yaml': `${named('autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'web')}---\n${named('example.com/v1', 'Widget', 'w')}`,
  'broken.yaml': 'apiVersion: v1\nkind: [\n',
};

/** A name that would be markup, a command, a formula or an end of what it stands in. */
export const HOSTILE =
  '<script>alert(1)</script> & "q" ::error::x\n=cmd()|`_*[x](y)@team]]><!-- %0A\u001b[31m\u0000\u0085\u2028\ud800\uffff';

/** Files of that hostile name, with an object of it and an error in it. */
export const HOSTILE_FILES = {
  [`${HOSTILE}.yaml`]: named('batch/v1beta1', 'CronJob', HOSTILE),
  [`broken ${HOSTILE}.yaml`]: 'apiVersion: v1\nkind: [\n',
};

/** Findings that say different things, one a file. */
export function manyFiles(number: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: number }, (_, at) => [`f${at}.yaml`, named('example.com/v1', `Widget${at}`, `w${at}`)]),
  );
}
