// Steps several tests share: a source, a scan to its end.
export async function addSource(visitor, { name, folder }) {
  const { page } = visitor;
  await visitor.go('/sources');
  await page.getByRole('button', { name: '添加数据源' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill(name);
  await dialog.getByLabel('文件夹', { exact: true }).fill(folder);
  await dialog.getByRole('button', { name: '测试' }).click();
  await dialog.getByText('可以读取').waitFor();
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('row', { name: new RegExp(name) }).waitFor();
}

// Starts the scan of a source and follows it on the page; says whether progress was seen on the way.
export async function scan(visitor, name) {
  const { page } = visitor;
  const row = page.getByRole('row', { name: new RegExp(name) });
  await row.getByRole('button', { name: '扫描', exact: true }).click();
  const moving = await page.locator('[data-job]').first().waitFor({ timeout: 10_000 }).then(() => true, () => false);
  await row.getByText('已完成').waitFor({ timeout: 240_000 });
  await visitor.settle();
  return moving;
}
