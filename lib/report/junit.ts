import type { InputError } from '../model/errors.ts';
import type { FailOn, Finding } from '../model/finding.ts';
import { isTooBad } from '../model/finding.ts';
import { compareText, formatGvk } from '../model/gvk.ts';
import { messageOf } from './messages.ts';
import type { Reporter } from './reporter.ts';
import { xml } from './xml.ts';

/**
 * The report as JUnit XML: a suite a file, a case a finding. Findings at or above `failOn` are failures, milder ones pass
 * and tell what they have to say as output; what could not be read is an error. A report without any has one case that
 * passes, for servers that take an empty report for a broken one.
 */
export const junitReporter: Reporter = ({ findings, errors, target }, { tool, failOn = 'error' }) => {
  const files = new Map<string, { readonly own: Finding[]; readonly broken: InputError[] }>();
  const told = (file: string) => {
    const known = files.get(file) ?? { own: [], broken: [] };
    files.set(file, known);
    return known;
  };
  for (const finding of findings) told(finding.location.file).own.push(finding);
  for (const error of errors) told(error.file).broken.push(error);
  const suites = [...files.keys()].sort(compareText).map((file) => {
    const { own, broken } = told(file);
    const failures = own.filter(({ severity }) => isTooBad(severity, failOn)).length;
    const cases = [...own.map((finding) => caseOf(finding, failOn)), ...broken.map(errorCase)];
    return `  <testsuite name="${xml(file)}" tests="${cases.length}" failures="${failures}" errors="${broken.length}" skipped="0">\n${cases.join('')}  </testsuite>\n`;
  });
  if (suites.length === 0) {
    suites.push(
      '  <testsuite name="all files" tests="1" failures="0" errors="0" skipped="0">\n    <testcase classname="all files" name="no findings"/>\n  </testsuite>\n',
    );
  }
  const failures = findings.filter(({ severity }) => isTooBad(severity, failOn)).length;
  const total = Math.max(1, findings.length + errors.length);
  const head = `<testsuites name="${xml(`${tool.name} for Kubernetes ${target}`)}" tests="${total}" failures="${failures}" errors="${errors.length}">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${suites.join('')}</testsuites>\n`;
};

function caseOf(finding: Finding, failOn: FailOn): string {
  const { rule, severity, subject, holder, location } = finding;
  const object = [holder.kind, [holder.namespace, holder.name].filter((part) => part !== null).join('/')]
    .join(' ')
    .trim();
  const name = `${rule}: ${formatGvk(subject)} in ${object}, line ${location.line}`;
  const text = `${location.file}:${location.line}:${location.column} ${messageOf(finding)}`;
  const body = isTooBad(severity, failOn)
    ? `<failure type="${xml(rule)}" message="${xml(messageOf(finding))}">${xml(text)}</failure>`
    : `<system-out>${xml(`${severity}: ${text}`)}</system-out>`;
  return `    <testcase classname="${xml(location.file)}" name="${xml(name)}">${body}</testcase>\n`;
}

function errorCase({ file, line, column, message }: InputError): string {
  const text = `${file}:${line}:${column} ${message}`;
  return `    <testcase classname="${xml(file)}" name="${xml(`can be read, line ${line}`)}"><error type="unread" message="${xml(message)}">${xml(text)}</error></testcase>\n`;
}
