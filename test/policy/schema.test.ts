import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import { load } from 'js-yaml';
import { rootsOf } from '../../lib/input/roots.ts';
import { LineIndex } from '../../lib/model/location.ts';
import type { Node } from '../../lib/model/node.ts';
import { readConfig } from '../../lib/policy/config.ts';
import { configSchema } from '../../lib/policy/schema.ts';
import { ROOT } from '../support/cli.ts';

const published = JSON.parse(readFileSync(join(ROOT, 'schemas', 'api-audit.schema.json'), 'utf8'));

describe('the published JSON Schema', () => {
  it('is the one that the code makes (npm run policy-schema writes it)', () => {
    assert.deepEqual(published, configSchema());
  });

  it('goes with the package', () => {
    assert.ok(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).files.includes('schemas'));
  });

  // Draft 4 and draft 7 have the keywords used here in common.
  const { $schema: _, ...keywords } = published;
  const valid = new AjvDraft04.default({ strict: false }).compile(keywords);

  const texts: readonly (readonly [string, boolean])[] = [
    ['{}', true],
    ['target: 1.30', true],
    ['target: "1.30"', true],
    ['target: newest', false],
    ['tagret: "1.30"', false],
    ['rules: {beta-api: off}', true],
    ['rules: {beta-api: fatal}', false],
    ['rules: {beta: off}', false],
    ['overrides: [{paths: [a], rules: {beta-api: error}, minimumStability: ga}]', true],
    ['overrides: [{path: [a]}]', false],
    ['overrides: [{paths: a}]', false],
    ['components: {cert-manager: 1.15}', true],
    ['components: [cert-manager]', false],
    ['suppressionsInManifests: false', true],
    ['suppressionsInManifests: "false"', false],
    ['allow: [{path: a, reason: b, expires: never}]', true],
    ['allow: [{path: a, reason: b, expires: 1.31}]', true],
    ['allow: [{path: a, reason: b, expires: 2027-01-31}]', true],
    ['allow: [{path: a, reason: b}]', false],
    ['allow: [{path: a, expires: never}]', false],
    ['allow: [{path: a, reason: " ", expires: never}]', false],
    ['allow: [{path: "", reason: b, expires: never}]', false],
    ['allow: [{api: "", reason: b, expires: never}]', false],
    ['allow: [{gate: "", reason: b, expires: never}]', false],
    ['overrides: [{paths: [""], rules: {removed-api: off}}]', false],
    ['overrides: [{namespaces: [""], rules: {removed-api: off}}]', false],
    ['snapshot: ""', false],
    ['baseline: ""', false],
    ['vendorFacts: ""', false],
    ['allow: [{reason: b, expires: never}]', false],
    ['allow: [{path: a, reason: b, expires: soon}]', false],
    ['failOn: never', true],
    ['failOn: off', false],
  ];
  for (const [text, isGood] of texts) {
    it(`and the code both ${isGood ? 'take' : 'refuse'} ${text}`, () => {
      const read = readConfig(rootsOf(text)[0] as Node, { file: 'x', positions: new LineIndex(text) });
      assert.equal('policy' in read, isGood, JSON.stringify(read));
      assert.equal(valid(load(text)), isGood, JSON.stringify(valid.errors));
    });
  }
});
