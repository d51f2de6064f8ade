// People of a fresh node, made as people make themselves: by their one-time links, in the browser.
export const password = 'Gongdun-web-test-2026';

export async function useLink(visitor, path, { name, login, organisation }) {
  const { page } = visitor;
  await visitor.go(path);
  if (organisation) await page.getByLabel('单位名称').fill(organisation);
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByLabel('再次输入密码').fill(password);
  await page.getByRole('button', { name: '完成设置' }).click();
}

// The first person; gives the links of the other two administrators.
export async function setUp(visitor, path) {
  const { page } = visitor;
  await useLink(visitor, path, { name: '陈立新', login: 'chenlx', organisation: '示例钢铁有限公司' });
  await page.getByText('以下链接只显示这一次').waitFor();
  const shown = await page.locator('code').allInnerTexts();
  await page.getByRole('button', { name: '进入控制台' }).click();
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  return shown.map((link) => new URL(link).pathname + new URL(link).hash);
}

export async function logIn(visitor, login) {
  const { page } = visitor;
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}
