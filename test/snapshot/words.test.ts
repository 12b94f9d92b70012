import assert from 'node:assert/strict';
import { readDescription } from '../../lib/snapshot/words.ts';

describe('what the words of a description say', () => {
  const stages: readonly [string, object][] = [
    ['(Alpha) How loud it is.', { stability: 'alpha' }],
    ['[BETA] How loud it is.', { stability: 'beta' }],
    ['Alpha: how loud it is.', { stability: 'alpha' }],
    ['How loud it is. This is a beta field and may change.', { stability: 'beta' }],
    ['How loud it is.\n\nThis  field is alpha-level.', { stability: 'alpha' }],
    ['How loud it is. This feature is in beta.', { stability: 'beta' }],
    ['A horn (Beta feature).', { stability: 'beta' }],
    [
      'Loudness. This is an alpha field and requires enabling the LoudHorn feature gate.',
      { stability: 'alpha', gates: ['LoudHorn'] },
    ],
    [
      'Loudness. (Beta) Using this field requires the `HTTPHorn` feature gate to be enabled.',
      { stability: 'beta', gates: ['HTTPHorn'] },
    ],
    ['Loudness. This field is only honored by servers that enable the LoudHorn feature.', { gates: ['LoudHorn'] }],
  ];
  for (const [text, facts] of stages) {
    it(`reads a stage or gate in "${text.replaceAll('\n', ' ')}"`, () =>
      assert.deepEqual(readDescription(text), facts));
  }

  const silent = [
    'How loud it is.',
    'Loudness. The value "max" is alpha and requires the LoudHorn feature gate.',
    'Loudness. This field is mutable if the LoudHorn feature gate is enabled.',
    'Loudness. When the LoudHorn feature gate is on, this is measured in sones.',
    'Versions such as v1alpha1 and v1beta1, by alpha and beta.',
    'Loudness. This field is alpha. This field is beta in 1.20.',
    'The alphabet it uses.',
    'Tells which versions are deprecated.',
    'If set, the object is deprecated and a warning is shown.',
    'How many deprecated calls were made.',
    'How loud it is.\n\nPossible enum values:\n - `"Loud"` means loud. Deprecated: nobody sets it.\n - `"Low"` (Alpha)',
    'How loud it is:\n- loud. This is an alpha feature.\n  Deprecated: do not use.\n* low. Deprecated since 1.3.',
  ];
  for (const text of silent) {
    it(`makes nothing of "${text}"`, () => assert.deepEqual(readDescription(text), {}));
  }

  const deprecations: readonly [string, object][] = [
    ['Deprecated: no longer used.', { deprecated: true }],
    ['The name. DEPRECATED - do not set.', { deprecated: true }],
    ['Deprecated in 1.7, please use the hornName field.', { deprecated: '1.7', replacement: 'hornName' }],
    [
      'The name. Deprecated since v1.22: use spec.hornName instead.',
      { deprecated: '1.22', replacement: 'spec.hornName' },
    ],
    ['The name. This field is deprecated. Use `horn` instead.', { deprecated: true, replacement: 'horn' }],
    [
      'Deprecated: will be removed in 1.25. Use hornName.',
      { deprecated: true, removed: '1.25', replacement: 'hornName' },
    ],
    ['How loud it is\nDeprecated: use hornName,\nas it says more', { deprecated: true, replacement: 'hornName' }],
    ['How loud it is. This field\nis deprecated.', { deprecated: true }],
    ['Deprecated: use something else.', { deprecated: true }],
  ];
  for (const [text, facts] of deprecations) {
    it(`reads a deprecation in "${text}"`, () => assert.deepEqual(readDescription(text), facts));
  }

  it('takes a long hostile text in its stride', () => {
    assert.deepEqual(readDescription(`feature gate ${'A'.repeat(20_000)} ${'this field is '.repeat(2_000)}`), {});
  });
});
