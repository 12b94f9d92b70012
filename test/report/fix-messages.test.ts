import assert from 'node:assert/strict';
import type { Change, Left } from '../../lib/fix/result.ts';
import type { Reason, Step } from '../../lib/fix/step.ts';
import { moved, QUESTIONS } from '../../lib/fix/step.ts';
import { changeMessage, leftMessage } from '../../lib/report/fix-messages.ts';

const GVK = { group: 'policy', version: 'v1beta1', kind: 'PodDisruptionBudget' };
const PLACE = {
  holder: { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', namespace: null, name: 'shop' },
  location: { file: 'a.yaml', line: 1, column: 1, document: 0, path: '' },
};

const said = (step: Step) => changeMessage({ ...PLACE, step, edits: [] } satisfies Change);
const left = (reason: Reason) => leftMessage({ ...PLACE, gvk: GVK, reason } satisfies Left);

describe('changeMessage', () => {
  it('says what is written out, and that it was a default', () => {
    assert.equal(
      said({ op: 'add', path: ['webhooks', 0], key: 'timeoutSeconds', value: 30, ground: 'old-default' }),
      'webhooks[0].timeoutSeconds is written out as 30: that was the default of the old API, the new one has another.',
    );
  });

  it('says from where to where something moves, and what else is put there', () => {
    const value = { type: 'Value', value: moved(['spec', 'a/b']) };
    assert.equal(
      said({ op: 'add', path: ['spec'], key: 'target', value, ground: 'renamed' }),
      'spec["a/b"] moves to spec.target: that is its name in the new API.',
    );
  });

  it('names the new key of an entry', () => {
    assert.match(
      said({ op: 'rename', path: ['spec', 'a'], key: 'b', ground: 'renamed' }),
      /^spec\.a becomes spec\.b: /,
    );
  });
});

describe('leftMessage', () => {
  for (const question of QUESTIONS) {
    it(`asks a question of ${question}`, () => {
      const message = left({ reason: 'decide', path: ['spec', 'selector'], question });
      assert.match(message, /spec\.selector: \S.*\.$/);
    });
  }

  it('names the API that stays, and what does the work of one without a successor', () => {
    assert.equal(
      left({ reason: 'no-successor', use: 'Pod Security Admission' }),
      'policy/v1beta1 PodDisruptionBudget stays: no API takes its place. Decide how to move to Pod Security Admission.',
    );
  });

  it('shows no control characters', () => {
    assert.equal(left({ reason: 'field-gone', path: ['\u001b[31m'] }).includes('\u001b'), false);
  });
});
