// A diagnosis in the browser: begun, answered by keys, a file put under a question, a colleague's answer meanwhile, a file merged, the report made. What the
// regulator sees of it. Light and dark.
import { mkdirSync, readFileSync } from 'node:fs';
import { axeFaults } from './lib/axe.mjs';
import { administrators, newPerson } from './lib/api.mjs';
import { run } from './lib/run.mjs';

const pictures = process.env.PICTURES ?? 'build/web-pictures';

await run('diagnosis', async ({ server, visit, check, step }) => {
  mkdirSync(pictures, { recursive: true });
  const people = await administrators(server);
  const zhang = await newPerson(people, { name: '张诊断', login: 'zhang', role: 'diagnostician' });
  const li = await newPerson(people, { name: '李诊断', login: 'lijian', role: 'diagnostician' });
  const regulator = await newPerson(people, { name: '周监管', login: 'zhou', role: 'regulator' });
  const visitor = await (await visit()).enter(zhang);
  const { page } = visitor;
  const shot = (name) => page.screenshot({ path: `${pictures}/diagnosis-${name}.png` });
  const look = async (name) => {
    await visitor.settle();
    await shot(name);
    for (const fault of await axeFaults(page)) check(false, `${name}: ${fault}`);
  };
  const card = (about) => page.locator(`.diag-question[data-about="${about}"]`);

  step('an empty list says what to do; a new diagnosis begins with facts');
  await visitor.go('/diagnoses');
  await look('empty');
  await page.getByRole('button', { name: '新建诊断' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('企业全称').fill('示例精密制造厂');
  for (const fact of ['处理重要数据', '处理个人信息', '有生产控制系统']) await dialog.locator('.ant-form-item', { hasText: fact }).getByText('是', { exact: true }).click();
  for (const fact of ['处理核心数据', '向境外提供数据', '数据上云或上平台']) await dialog.locator('.ant-form-item', { hasText: fact }).getByText('否', { exact: true }).click();
  await shot('make');
  await dialog.getByRole('button', { name: /建\s*立/ }).click();
  await page.waitForURL(/\/diagnoses\/DG-/);
  const id = /DG-\w+/.exec(page.url())[0];
  await page.getByRole('heading', { name: /示例精密制造厂数据安全诊断/ }).waitFor();

  step('answered by keys alone: digits choose, arrows move, every answer is saved');
  await visitor.go(`/diagnoses/${id}?domain=B`);
  const cards = page.locator('.diag-question');
  const first = await cards.first().getAttribute('data-about');
  await page.waitForFunction(() => document.activeElement?.classList.contains('diag-question'));
  const count = await cards.count();
  for (let n = 0; n < count; n += 1) {
    await page.keyboard.press(n === 1 ? '2' : '1');
    await page.keyboard.press('ArrowDown');
  }
  await page.waitForFunction((wanted) => document.querySelectorAll('.diag-choices .chosen').length === wanted, count);
  await card(first).getByText('已自动保存').waitFor();
  await visitor.settle();
  const said = await zhang.do('GET', `/assessments/${id}/questions?domain=B`);
  check(said.items.every((one) => one.answer?.author === '张诊断'), 'not every answer reached the node');
  check(said.items.filter((one) => one.answer?.value === 'partial').length === 1, 'the second key was not taken');

  step('a file under a question');
  await card(first).locator('input[type=file]').setInputFiles({ name: '制度.txt', mimeType: 'text/plain', buffer: Buffer.from('数据安全管理制度') });
  await card(first).getByRole('button', { name: '下载 制度.txt' }).waitFor();
  await visitor.settle();
  check((await zhang.do('GET', `/assessments/${id}/evidence`)).items[0]?.answers[0] === first, 'the file does not stand under its question');
  await visitor.settle();

  step('somebody else answered meanwhile: both side by side, one is picked');
  const second = said.items[2].about;
  // The page is told at once what others do; to meet a clash, the answer must be on its way before that.
  await page.route(`**/api/v1/assessments/${id}/answers/${second}`, async (route) => {
    await li.do('PUT', `/assessments/${id}/answers/${second}`, { value: 'noncompliant', note: '现场未见' });
    await route.continue();
  }, { times: 1 });
  visitor.expected.add(409);
  await card(second).focus();
  await page.keyboard.press('2');
  await card(second).getByText(/李诊断 刚刚作答了这道题/).waitFor();
  await look('clash');
  await card(second).getByRole('button', { name: '保留我的' }).click();
  await card(second).getByText('已自动保存').waitFor();
  visitor.expected.delete(409);
  check((await zhang.do('GET', `/assessments/${id}/questions?about=${second}`)).items[0].answer.value === 'partial', 'the picked answer does not stand');

  step('a file that was answered elsewhere is merged; what disagrees is settled');
  const elsewhere = await li.ask('GET', `/assessments/${id}/export`);
  const other = await import('./lib/server.mjs').then(({ startServer }) => startServer());
  const third = said.items[3].about;
  try {
    const far = (await administrators(other)).officer;
    const send = async (caller, text) => (await (await fetch(`${caller.base}/api/v1/uploads?name=a.gdx`, { method: 'POST', headers: { Cookie: `gongdun_session=${caller.cookie}`, 'X-CSRF-Token': caller.csrf }, body: text })).json()).id;
    await far.do('POST', '/assessments/merges', { upload: await send(far, elsewhere.text) });
    await far.do('PUT', `/assessments/${id}/answers/${third}`, { value: 'noncompliant' });
    elsewhere.text = (await far.ask('GET', `/assessments/${id}/export`)).text;
  } finally {
    await other.stop();
  }
  await zhang.do('PUT', `/assessments/${id}/answers/${third}`, { value: 'partial' });
  await page.getByRole('button', { name: '合并诊断文件' }).click();
  const merge = page.getByRole('dialog');
  await merge.locator('input[type=file]').setInputFiles({ name: 'back.gdx', mimeType: 'application/octet-stream', buffer: Buffer.from(elsewhere.text) });
  await merge.getByText('已合并').waitFor();
  await shot('merged');
  await merge.getByRole('link', { name: '去处理冲突' }).click();
  await card(third).getByText(/多人作答不一致/).waitFor();
  await look('conflicts');
  await card(third).getByRole('button', { name: /^采用：张诊断/ }).click();
  await page.getByText('没有冲突').waitFor();

  step('the evidence bag, the log, the score');
  for (const tab of ['evidence', 'history', 'report']) {
    await visitor.go(`/diagnoses/${id}?tab=${tab}`);
    await look(tab);
  }

  step('the report is made and fetched');
  await page.getByRole('button', { name: '生成报告' }).click();
  await page.getByRole('button', { name: '下载 diagnosis.pdf' }).waitFor({ timeout: 60_000 });
  await look('reported');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载 diagnosis.pdf' }).click();
  const file = readFileSync(await (await waiting).path());
  check(file.subarray(0, 5).toString() === '%PDF-', 'the report is no PDF');

  step('the same in the list, in dark, in English');
  await visitor.go('/diagnoses');
  await look('list');
  for (const [name, options] of [['dark', { dark: true }], ['en', { language: 'en' }], ['small', { viewport: { width: 1280, height: 720 } }]]) {
    const again = await (await visit(options)).enter(zhang);
    for (const [place, path] of [['list', '/diagnoses'], ['answer', `/diagnoses/${id}?domain=B`], ['facts', `/diagnoses/${id}`], ['report', `/diagnoses/${id}?tab=report`]]) {
      await again.go(path);
      await again.page.screenshot({ path: `${pictures}/diagnosis-${place}-${name}.png` });
      for (const fault of await axeFaults(again.page)) check(false, `${place} ${name}: ${fault}`);
    }
  }

  step('who supervises sees scores and classes, no answers');
  const watching = await (await visit()).enter(regulator);
  await watching.go(`/diagnoses/${id}`);
  await watching.page.getByText('问题类别').first().waitFor();
  await watching.page.screenshot({ path: `${pictures}/diagnosis-regulator.png` });
  check((await watching.page.getByRole('tab').count()) === 1, 'the regulator sees more than the score');
});
