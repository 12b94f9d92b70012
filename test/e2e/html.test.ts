import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { AuditInput } from '../../lib/audit.ts';
import { audit } from '../../lib/audit.ts';
import { htmlReporter } from '../../lib/report/html.ts';
import { upgradeHtml } from '../../lib/report/upgrade-html.ts';
import { dryRun } from '../../lib/upgrade/dry-run.ts';
import { launch, seriousFaults, until, withPage } from '../support/browser.ts';
import { ROOT } from '../support/cli.ts';
import { manifest } from '../support/findings.ts';

const OPTIONS = { tool: { name: 'api-audit', version: '0' }, width: 80, color: false, all: false } as const;
const SHOP = `${ROOT}docs/examples/old-shop`;

async function auditPage(inputs: AuditInput | readonly AuditInput[], cwd = SHOP): Promise<string> {
  return htmlReporter(await audit(inputs, { target: '1.25', from: '1.15', cwd }), OPTIONS);
}

async function upgradePage(inputs: AuditInput | readonly AuditInput[], cwd = SHOP): Promise<string> {
  return upgradeHtml(await dryRun(inputs, { from: '1.15', to: '1.36', cwd }), OPTIONS);
}

/** Every text of an input that reaches a page, each trying to be more than text. */
const HOSTILE: readonly AuditInput[] = [
  {
    file: '"><img src=x onerror="window.pwned=1">.yaml',
    text: [
      'apiVersion: extensions/v1beta1',
      'kind: Ingress',
      'metadata:',
      '  name: "</script><script>window.pwned=2</script><!--"',
      '  namespace: "\\"\' onfocus=window.pwned=3 autofocus=\\u2028\\u202e"',
      '---',
      'apiVersion: evil.example/v1',
      'kind: "</title></svg><svg onload=window.pwned=4>"',
      'metadata: { name: "javascript:window.pwned=5" }',
      '---',
      'apiVersion: "<script>window.pwned=6</script>/v1/x"',
      'kind: Pod',
    ].join('\n'),
  },
  { file: 'tidy.yaml', text: manifest('batch/v1beta1 CronJob', 'tides') },
];

describe('the HTML report in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, make] of [
      ['an audit', auditPage],
      ['an upgrade', upgradePage],
    ] as const) {
      it(`of ${name} opens from disk, complains of nothing, loads nothing and has no grave fault of access (${colorScheme})`, async () => {
        const markup = await make('.');
        await withPage(
          browser,
          markup,
          async ({ page, complaints, requests }) => {
            assert.ok((await page.locator('#chart .bar-row').count()) > 10);
            assert.deepEqual(await seriousFaults(page), []);
            assert.deepEqual([complaints, requests], [[], []]);
          },
          { colorScheme },
        );
      });
    }
  }

  it('is dark where the reader is, and light on paper', async () => {
    const background = 'getComputedStyle(document.body).backgroundColor';
    await withPage(
      browser,
      await auditPage('.'),
      async ({ page }) => {
        assert.equal(await page.evaluate(background), 'rgb(17, 21, 26)');
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        assert.equal(await page.evaluate(background), 'rgb(255, 255, 255)');
        assert.equal(await page.locator('.controls').isVisible(), false);
      },
      { colorScheme: 'dark' },
    );
  });

  it('filters by severity, rule, file, namespace and words, and clears all of it', async () => {
    const input = [
      {
        file: 'a/one.yaml',
        text: manifest('extensions/v1beta1 Ingress', 'web').replace('name: web', 'name: web\n  namespace: quay'),
      },
      { file: 'a/two.yaml', text: manifest('autoscaling/v2beta2 HorizontalPodAutoscaler', 'scaler') },
      { file: 'b/three.yaml', text: manifest('batch/v1beta1 CronJob', 'tides') },
    ];
    await withPage(browser, await auditPage(input), async ({ page, complaints }) => {
      const shown = async () => (await page.locator('.places li').allTextContents()).map((text) => text.split(':')[0]);
      const expectShown = async (files: readonly string[]) => {
        await until(async () => (await page.locator('.places li').count()) === files.length);
        assert.deepEqual((await shown()).sort(), files);
      };
      await expectShown(['a/one.yaml', 'a/two.yaml', 'b/three.yaml']);
      await page.selectOption('#filter-severity', 'warning');
      await expectShown(['a/two.yaml']);
      await page.click('#filter-clear');
      await page.selectOption('#filter-rule', 'removed-api');
      await expectShown(['a/one.yaml', 'b/three.yaml']);
      await page.fill('#filter-file', 'B/');
      await expectShown(['b/three.yaml']);
      assert.match((await page.locator('#findings-status').textContent()) ?? '', /^1 finding of 3/);
      await page.click('#filter-clear');
      await page.selectOption('#filter-namespace', { label: 'quay' });
      await expectShown(['a/one.yaml']);
      await page.click('#filter-clear');
      await page.fill('#filter-text', 'policy tides CRONJOB');
      await expectShown([]);
      await page.fill('#filter-text', 'tides CRONJOB');
      await expectShown(['b/three.yaml']);
      assert.deepEqual(complaints, []);
    });
  });

  it('tells the details of a bar to the mouse and to the keyboard', async () => {
    await withPage(browser, await auditPage('.'), async ({ page }) => {
      const detail = page.locator('#chart-detail');
      await page.locator('.bar-row').nth(1).hover();
      assert.match((await detail.textContent()) ?? '', /^batch\/v1beta1 CronJob: beta, since 1\.8, .*removed in 1\.25/);
      await page.locator('.bar-row').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const third = await page.locator('.bar-row').nth(2).getAttribute('aria-label');
      assert.equal(await detail.textContent(), third);
      assert.equal(await page.locator('.bar-row[tabindex="0"]').count(), 1);
    });
  });

  it('marks the Target and each hop in the chart', async () => {
    await withPage(browser, await upgradePage('.'), async ({ page }) => {
      assert.equal(await page.locator('#chart .mark').count(), 22);
      assert.equal(await page.locator('#chart .mark.target').count(), 2);
      assert.ok(await page.locator('#chart text', { hasText: /^To 1\.36$/ }).isVisible());
    });
  });

  it('copies what to write instead', async () => {
    const input = { file: 'a.yaml', text: manifest('batch/v1beta1 CronJob') };
    await withPage(browser, await auditPage(input), async ({ page }) => {
      const button = page.locator('button[data-copy]').first();
      await page.evaluate(`document.addEventListener('copy', () => { window.copied = String(document.activeElement.value); });
        navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); };`);
      await button.click();
      await until(async () => (await page.evaluate('window.copied')) !== undefined);
      assert.equal(await page.evaluate('window.copied'), 'apiVersion: batch/v1\nkind: CronJob');
      assert.equal(await button.textContent(), 'Copied');
    });
  });

  for (const [name, make] of [
    ['an audit', auditPage],
    ['an upgrade', upgradePage],
  ] as const) {
    it(`of ${name} shows hostile names and runs none of them`, async () => {
      await withPage(browser, await make(HOSTILE), async ({ page, complaints, requests }) => {
        if (name === 'an audit') await page.fill('#filter-text', '</script>');
        await page.locator('.bar-row').first().focus();
        await page.waitForTimeout(300);
        assert.equal(await page.evaluate('window.pwned'), undefined);
        assert.deepEqual([complaints, requests], [[], []]);
        assert.equal(await page.locator('img, iframe, object, embed, [onerror], [onload], [onfocus]').count(), 0);
        assert.equal(await page.locator('script').count(), name === 'an audit' ? 2 : 1);
        const text = (await page.locator('main').textContent()) ?? '';
        assert.ok(text.includes('</script><script>window.pwned=2</script><!--'));
        assert.ok(text.includes('"><img src=x onerror="window.pwned=1">.yaml'));
      });
    });
  }

  it('lets no script run that it did not bring, should one get in', async () => {
    const markup = (await auditPage(HOSTILE)).replace('<main>', '<main><script>window.pwned = 9</script>');
    await withPage(browser, markup, async ({ page, complaints }) => {
      assert.equal(await page.evaluate('window.pwned'), undefined);
      assert.match(complaints.join(), /Content Security Policy/);
    });
  });

  it('stays usable with 10,000 findings', async () => {
    const kinds = ['extensions/v1beta1 Ingress', 'policy/v1beta1 PodDisruptionBudget', 'batch/v1beta1 CronJob'];
    const input = Array.from({ length: 100 }, (_, file) => ({
      file: `f${file}.yaml`,
      text: Array.from({ length: 100 }, (__, at) => manifest(kinds[at % 3] as string, `n${file}-${at}`)).join('---\n'),
    }));
    await withPage(browser, await auditPage(input), async ({ page }) => {
      assert.match((await page.locator('#findings-status').textContent()) ?? '', /^10,000 findings/);
      assert.ok((await page.locator('.places li').count()) < 200, 'it does not draw what nobody sees');
      await page.fill('#filter-text', 'n42-17');
      await until(async () => (await page.locator('.places li').count()) === 1);
      await page.click('#filter-clear');
      await page
        .getByRole('button', { name: /more of/ })
        .first()
        .click();
      assert.ok((await page.locator('.places li').count()) > 500);
    });
  });

  it('prints every finding, though it shows only some', async () => {
    const text = Array.from({ length: 120 }, (_, at) => manifest('batch/v1beta1 CronJob', `n${at}`)).join('---\n');
    await withPage(browser, await auditPage({ file: 'a.yaml', text }), async ({ page }) => {
      assert.ok((await page.locator('.places li').count()) < 120);
      await page.evaluate(`window.dispatchEvent(new Event('beforeprint'))`);
      assert.equal(await page.locator('.places li').count(), 120);
    });
  });

  it('says how to go on where there is no JavaScript', async () => {
    await withPage(
      browser,
      await auditPage('.'),
      async ({ page }) => {
        assert.ok(await page.locator('noscript p').isVisible());
        assert.ok((await page.locator('#chart .bar-row').count()) > 10);
      },
      { javaScriptEnabled: false },
    );
  });
});
