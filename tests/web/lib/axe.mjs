// WCAG 2.1 AA by axe-core on the page as it stands. One selector is allowed: the hidden row antd measures its columns with.
import { axeSource } from './browser.mjs';

const allowed = '.ant-table-measure-row';

export async function axeFaults(page) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (hidden) => {
    const result = await window.axe.run({ exclude: [[hidden]] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return result.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`) }));
  }, allowed);
  return violations.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes.slice(0, 3).join(' | ').slice(0, 420)}`);
}
