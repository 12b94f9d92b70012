import assert from 'node:assert/strict';
import { embeddedJson, html } from '../../lib/report/html-markup.ts';

describe('html', () => {
  it('escapes what is put in, for content and for attributes', () => {
    const name = `"><img src=x onerror='a()'>&`;
    assert.equal(
      html`<a title="${name}">${name}</a>`.markup,
      '<a title="&quot;&gt;&lt;img src=x onerror=&#39;a()&#39;&gt;&amp;">&quot;&gt;&lt;img src=x onerror=&#39;a()&#39;&gt;&amp;</a>',
    );
  });

  it('takes markup as it is, lists in their order, and leaves nothing of what is absent', () => {
    const items = ['a', 'b'].map((text) => html`<li>${text}</li>`);
    assert.equal(html`<ul>${items}${null}${undefined}${false}${0}</ul>`.markup, '<ul><li>a</li><li>b</li>0</ul>');
  });

  it('shows what could hide or turn text, and keeps line feeds', () => {
    assert.equal(html`${'a\u202eb\u0000\nc'}`.markup, 'a\\u202eb\\u0000\nc');
    assert.equal(html`${'web\ufffe'}`.markup, 'web\\ufffe');
  });

  it('holds no command of GitHub’s runner', () => {
    assert.equal(html`${'a\n\n ::error::b\nc##[error]d\ne::f'}`.markup, 'a\n&#10; ::error::b\nc\\u0023#[error]d\ne::f');
  });

  it('does not take an object of the input for markup of its own', () => {
    const fromInput = JSON.parse('"{\\"markup\\":\\"<b>\\"}"') as string;
    assert.ok(!html`${fromInput}`.markup.includes('<b>'));
  });
});

describe('embeddedJson', () => {
  it('can stand in a script, and is the same value when it is read', () => {
    const value = {
      name: '</script><script>a()</script><!--',
      other: '\u2028\u2029\u202e&\ufffe\u{1fffe}',
      list: [1, null],
    };
    const { markup } = embeddedJson(value);
    assert.doesNotMatch(markup, /[<>&\u2028\u2029\u202e]|\p{Noncharacter_Code_Point}/u);
    assert.deepEqual(JSON.parse(markup), value);
  });
});
