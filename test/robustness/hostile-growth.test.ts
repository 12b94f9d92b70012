import assert from 'node:assert/strict';
import type { Case } from '../../fuzz/cases.ts';
import { CHART_SHAPES } from '../../fuzz/chart-shapes.ts';
import { wrongOf } from '../../fuzz/check.ts';
import { PROGRAM_CROWDS } from '../../fuzz/program-crowds.ts';
import { PROGRAM_SHAPES } from '../../fuzz/program-shapes.ts';
import { SHAPES } from '../../fuzz/shapes.ts';

const PROGRAMS = [...PROGRAM_SHAPES, ...PROGRAM_CROWDS];

/** What once took a time that grew with the square of its size, or with more than that: so large that the test would be given up. */
const GREW: readonly (readonly [name: string, ending: string, size: number])[] = [
  ['nothing but "async " (.ts)', 'ts', 50_000],
  ['a name in a brace that does not end (.py)', 'py', 100_000],
  ['a name in a hole that does not end (.tf)', 'tf', 100_000],
  ['a word of dashes (.go)', 'go', 100_000],
  ['a here-document of blanks', 'tf', 100_000],
  ['objects in the apiVersions of one another (.py)', 'py', 1_000_000],
  ['manifests in one string, with holes (.py)', 'py', 1_000_000],
  ['classes and clients', 'py', 100_000],
  ['long sums of strings in parentheses (.ts)', 'ts', 80_000],
  ['names of several groups', 'ts', 200_000],
  ['variables', 'ts', 1_000_000],
  ['a chain of members', 'ts', 1500],
  ['sums that double', 'ts', 1500],
  ['templates that double', 'ts', 1500],
  ['lists that double', 'ts', 1500],
  ['choices that double', 'ts', 1500],
  ['spreads that double', 'ts', 1500],
  ['constants that stand for each other', 'ts', 1500],
  ['variables that are assigned to each other', 'ts', 1500],
  ['functions that return each other', 'ts', 1500],
  ['calls of a client that is given later', 'ts', 200_000],
  ['custom objects of many groups, versions and resources', 'ts', 1500],
  ['versions of one object', 'ts', 100_000],
  ['objects that are assigned an apiVersion only', 'ts', 400_000],
  ['an object that is asked for its last member', 'ts', 1_000_000],
  ['uses in deep blocks', 'ts', 1_000_000],
  ['a long constant as a kind', 'go', 200_000],
  ['a long constant as a kind', 'ts', 200_000],
  ['a long constant in templates', 'ts', 100_000],
  ['a long constant in strings', 'py', 100_000],
  ['nothing but "\\\\\\"\\\\\\n" (.java)', 'java', 200_000],
  ['nothing but "\\\\\\"\\\\\\n" (.py)', 'py', 200_000],
  ['a mark of a here-document', 'rb', 400_000],
  ['slashes in a step', 'go', 400_000],
  ['a long constant as a step, a group and a version', 'go', 1_000_000],
  ['a log whose end goes on', 'yaml', 1_000_000],
  ['aliases to a text of manifests', 'yaml', 200_000],
  ['versions of a CRD, in each of which something is stored', 'yaml', 1_400_000],
  ['aliases to an object with a text of manifests', 'yaml', 200_000],
  ['a helper that includes itself', 'chart', 1_000_000],
  ['a helper of deep arms', 'chart', 1_000_000],
  [`{{ if .Capabilities.APIVersions.Has "extensions/v1beta1" }} in one another`, 'chart', 200_000],
  ['a constraint of blanks', 'chart', 100_000],
  ['blanks in an action', 'chart', 100_000],
  ['blanks in an action of no words', 'chart', 100_000],
  ['blanks in an action of Ruby', 'chart', 100_000],
  ['subcharts of many names in one another', 'chart', 20_000],
];

function caseOf(name: string, ending: string, size: number): Case {
  if (ending === 'yaml') {
    const shape = SHAPES.find((one) => one.name === name);
    assert.ok(shape, name);
    return { sort: 'shape', content: shape.make(size) };
  }
  if (ending !== 'chart') {
    const program = PROGRAMS.find((shape) => shape.name === name && shape.ending === ending);
    assert.ok(program, name);
    return { sort: 'shape of a program', file: `case.${ending}`, content: program.make(size) };
  }
  const chart = CHART_SHAPES.find((shape) => shape.name === name);
  assert.ok(chart, name);
  return { sort: 'shape of a chart', files: chart.make(size) };
}

describe('a hostile text, program or chart ends in a report:', () => {
  for (const [name, ending, size] of GREW) {
    it(`${name} (${ending})`, async () => assert.equal(await wrongOf(caseOf(name, ending, size), 1), null));
  }
});
