import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { html } from '../../lib/report/html-markup.ts';
import type { Page } from '../../lib/report/html-page.ts';
import { htmlTable, renderPage } from '../../lib/report/html-page.ts';

const PAGE: Page = {
  title: 'Tides & <berths>',
  answer: 'All is well.',
  tone: 'ok',
  sections: [{ id: 'one', title: 'One', body: html`<p>first</p>` }],
  tool: { name: 'api-audit', version: '1.2.3' },
};

function digest(text: string | undefined): string {
  return `'sha256-${createHash('sha256')
    .update(text ?? '')
    .digest('base64')}'`;
}

describe('renderPage', () => {
  it('lets run its own script and use its own style, and nothing else', () => {
    const page = renderPage({ ...PAGE, data: { places: [] } });
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    assert.ok(policy?.includes("default-src 'none'"));
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1];
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1];
    assert.ok(policy?.includes(`script-src ${digest(script)}`));
    assert.ok(policy?.includes(`style-src ${digest(style)}`));
    assert.doesNotMatch(policy ?? '', /unsafe|https?:|\*/);
  });

  it('loads nothing', () => {
    const page = renderPage(PAGE);
    assert.doesNotMatch(page, /\s(?:src|href)="(?!#)/);
    assert.doesNotMatch(page, /@import|url\((?!#)/);
  });

  it('escapes its title and its answer', () => {
    const page = renderPage({ ...PAGE, answer: '<i>no</i>', caution: '<u>care</u>' });
    assert.ok(page.includes('<title>Tides &amp; &lt;berths&gt;</title>'));
    assert.ok(page.includes('&lt;i&gt;no&lt;/i&gt;') && page.includes('&lt;u&gt;care&lt;/u&gt;'));
  });

  it('lists its sections where there are several', () => {
    const two = { ...PAGE, sections: [...PAGE.sections, { id: 'two', title: 'Two', body: 'second' }] };
    assert.ok(renderPage(two).includes('<li><a href="#two">Two</a></li>'));
    assert.ok(!renderPage(PAGE).includes('<nav'));
  });

  it('is the same for the same content', () => assert.equal(renderPage(PAGE), renderPage(PAGE)));
});

describe('htmlTable', () => {
  it('sets numbers to the right, and escapes its cells', () => {
    const { markup } = htmlTable(['Name', 'Uses'], [['<a>', 3]], { numbers: [1], caption: 'Uses' });
    assert.ok(markup.includes('<td>&lt;a&gt;</td><td class="number">3</td>'));
    assert.ok(markup.includes('aria-label="Uses"'));
  });
});
