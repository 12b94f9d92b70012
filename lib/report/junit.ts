import type { InputError } from '../model/errors.ts';
import type { FailOn, Finding } from '../model/finding.ts';
import { isTooBad, partOf } from '../model/finding.ts';
import { compareText, formatGvk } from '../model/gvk.ts';
import { doubtOf, messageOf } from './messages.ts';
import { nameOf } from './place-words.ts';
import type { PiecesReporter } from './reporter.ts';
import { xml } from './xml.ts';

/**
 * The report as JUnit XML: a suite a file, a case a finding. Findings at or above `failOn` are failures, milder ones pass
 * and tell what they have to say as output; what could not be read is an error. A report without any has one case that
 * passes, for servers that take an empty report for a broken one. Where it is no all-clear, a case that is skipped says so.
 */
export const junitReport: PiecesReporter = function* (
  { findings, errors, target, snapshot },
  { tool, failOn = 'error' },
) {
  const files = new Map<string, Told>();
  const told = (file: string) => {
    const known = files.get(file) ?? { own: [], broken: [] };
    files.set(file, known);
    return known;
  };
  for (const finding of findings) told(finding.location.file).own.push(finding);
  for (const error of errors) told(error.file).broken.push(error);
  const failures = failuresOf(findings, failOn);
  const doubt = doubtOf({ snapshot, target });
  const total = Math.max(1, findings.length + errors.length) + (doubt === null ? 0 : 1);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="${xml(`${tool.name} for Kubernetes ${target}`)}" tests="${total}" failures="${failures}" errors="${errors.length}">\n`;
  if (doubt !== null) {
    yield `  <testsuite name="trust" tests="1" failures="0" errors="0" skipped="1">\n    <testcase classname="trust" name="how far the answer is to be trusted"><skipped>${xml(doubt)}</skipped></testcase>\n  </testsuite>\n`;
  }
  for (const file of [...files.keys()].sort(compareText)) yield* suite(file, told(file), failOn);
  if (files.size === 0) {
    yield '  <testsuite name="all files" tests="1" failures="0" errors="0" skipped="0">\n    <testcase classname="all files" name="no findings"/>\n  </testsuite>\n';
  }
  yield '</testsuites>\n';
};

/** What there is to tell of a file. */
interface Told {
  readonly own: Finding[];
  readonly broken: InputError[];
}

function* suite(file: string, { own, broken }: Told, failOn: FailOn): Generator<string> {
  const tests = own.length + broken.length;
  yield `  <testsuite name="${xml(file)}" tests="${tests}" failures="${failuresOf(own, failOn)}" errors="${broken.length}" skipped="0">\n`;
  for (const finding of own) yield caseOf(finding, failOn);
  for (const error of broken) yield errorCase(error);
  yield '  </testsuite>\n';
}

function failuresOf(findings: readonly Finding[], failOn: FailOn): number {
  return findings.filter(({ severity }) => isTooBad(severity, failOn)).length;
}

function caseOf(finding: Finding, failOn: FailOn): string {
  const { rule, severity, subject, holder, location } = finding;
  const object = `${holder.kind} ${nameOf(holder)}`.trim();
  const about = [formatGvk(subject), partOf(subject)].filter((part) => part !== undefined).join(' ');
  // Servers tell cases apart by their names alone: several findings of one line differ in the part.
  const name = `${rule}: ${about} in ${object}, line ${location.line}`;
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
