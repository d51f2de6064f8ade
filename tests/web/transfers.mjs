// Lists in and out in the browser: template, check, import, refused rows, export; and the files again under "jobs".
import { mkdirSync, readFileSync } from 'node:fs';
import { setUp, useLink } from './lib/people.mjs';
import { run } from './lib/run.mjs';
import { axeFaults } from './lib/axe.mjs';

const pictures = process.env.PICTURES ?? 'build/web-pictures';

await run('transfers', async ({ server, visit, check, step }) => {
  mkdirSync(pictures, { recursive: true });
  const officer = await visit();
  const links = await setUp(officer, server.setupPath());
  const keeper = await visit();
  await useLink(keeper, links[0], { name: '钱安全', login: 'qian' });
  await keeper.page.waitForFunction(() => !window.location.pathname.startsWith('/setup'));
  const { page } = keeper;
  const saved = async (act) => {
    const waiting = page.waitForEvent('download');
    await act();
    const download = await waiting;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };

  step('a file is checked before anything is written');
  await keeper.go('/organisations');
  await page.getByRole('button', { name: /导\s*入/ }).click();
  const dialog = page.getByRole('dialog');
  const template = await saved(() => dialog.getByRole('button', { name: '空白模板' }).click());
  check(template.name === 'organisations-template.xlsx' && template.bytes.subarray(0, 2).toString() === 'PK', `the template is ${template.name}`);
  await page.screenshot({ path: `${pictures}/transfers-import.png` });
  const home = '示例钢铁有限公司';
  const rows = `名称,上级（属地）,统一社会信用代码\n东区分厂,${home},\n西区分厂,${home},\n,${home},\n北区分厂,没有的单位,\n`;
  await dialog.locator('input[type=file]').setInputFiles({ name: '分厂.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await dialog.getByText('3. 检查结果').waitFor();
  await dialog.getByText('没有的单位').waitFor();
  await page.screenshot({ path: `${pictures}/transfers-checked.png` });
  for (const fault of await axeFaults(page)) check(false, fault);
  const refused = await saved(() => dialog.getByRole('button', { name: /下载未通过的行/ }).click());
  check(refused.name === 'errors.xlsx' && refused.bytes.length > 1000, 'no workbook of refused rows');

  step('what passed is imported, and the list shows it');
  await dialog.getByRole('button', { name: '导入通过的 2 行' }).click();
  await dialog.getByText('导入结果', { exact: true }).waitFor();
  await page.screenshot({ path: `${pictures}/transfers-imported.png` });
  await dialog.getByRole('button', { name: /关\s*闭/ }).last().click();
  await page.getByText('东区分厂').first().waitFor();

  step('the list is exported with the columns chosen');
  await page.getByRole('button', { name: /导\s*出/ }).click();
  const out = page.getByRole('dialog');
  await out.getByText('CSV', { exact: true }).click();
  await out.getByRole('checkbox', { name: '行政区划' }).uncheck();
  await out.getByRole('button', { name: '开始导出' }).click();
  await out.getByRole('button', { name: /下载 organisations/ }).waitFor();
  await page.screenshot({ path: `${pictures}/transfers-export.png` });
  const file = await saved(() => out.getByRole('button', { name: /下载 organisations/ }).click());
  const text = file.bytes.toString('utf8');
  check(text.includes('由 钱安全（qian）') && text.includes('西区分厂') && !text.includes('行政区划'), text.slice(0, 400));
  await out.getByRole('button', { name: /关\s*闭/ }).last().click();

  step('the files are there again under jobs, for nobody else');
  await keeper.go('/jobs');
  await page.getByText('organisations.csv').first().waitFor();
  await page.screenshot({ path: `${pictures}/transfers-jobs.png` });
  for (const fault of await axeFaults(page)) check(false, fault);
  await officer.go('/jobs');
  check((await officer.page.getByText('organisations.csv').count()) === 0, 'another person sees the file');
});
