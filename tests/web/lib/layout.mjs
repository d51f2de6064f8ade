// The bones of a page as it stands: where its landmarks are, which controls can be seen and used, what is cut off, whether colours are those of the tokens.
// One function, as text, so that any browser can run it.
export const ready = `Boolean(document.querySelector('.content h1, .card h1')) && !document.querySelector('.state .ant-spin, .ant-spin-spinning')`;

function look() {
  const landmarks = {
    sider: '.sider', brand: '.brand', active: '.nav-item.active', topbar: '.topbar', search: '.top-search', crumbs: '.crumbs', title: '.page-head h1', rule: '.page-head p', actions: '.page-actions',
    figures: '.kpis', figure: '.kpi', filters: '.filters', tabs: '.tab-strip', panel: '.panel', panelHead: '.panel-head', table: '.server-table', tableHead: '.server-table thead', row: '.server-table .ant-table-row', card: '.card',
  };
  const box = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left, top + window.scrollY, width, height].map(Math.round);
  };
  const shown = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return width > 0 && height > 0 && style.visibility !== 'hidden' && style.display !== 'none';
  };
  const found = {};
  for (const [name, selector] of Object.entries(landmarks)) {
    const element = document.querySelector(selector);
    if (element && shown(element)) found[name] = box(element);
  }
  document.querySelectorAll('.server-table thead th').forEach((head, n) => {
    if (shown(head)) found[`column ${n} ${head.textContent.trim()}`] = [box(head)[0], box(head)[2]];
  });
  const nameOf = (element) => (element.getAttribute('aria-label') || element.textContent || element.getAttribute('placeholder') || element.id || '').trim().slice(0, 60);
  const controls = [...document.querySelectorAll('a[href], button, input, textarea, select, [role="tab"], [role="combobox"]')].filter((element) => shown(element) && !element.classList.contains('skip') && !element.closest('[aria-hidden="true"]'));
  const scrolls = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
    return false;
  };
  const cut = [];
  for (const element of controls) {
    const { left, right } = element.getBoundingClientRect();
    if ((right > window.innerWidth + 1 || left < -1) && !scrolls(element)) cut.push(`${nameOf(element)}: beyond the window (${Math.round(left)} to ${Math.round(right)})`);
    // Names of things may be shortened where a title tells the whole; words of the console may not.
    else if (!element.title && !element.closest('[title]') && /^(A|BUTTON)$/.test(element.tagName) && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow !== 'visible') cut.push(`${nameOf(element)}: its words are cut`);
  }
  for (const element of document.querySelectorAll('.nav-item, .nav-group, .tab-strip > button, .panel-head h2, .kpi dt')) if (element.scrollWidth > element.clientWidth + 1) cut.push(`${nameOf(element)}: its words are cut`);
  const style = getComputedStyle(document.documentElement);
  const colour = (value) => {
    const probe = document.createElement('i');
    probe.style.color = value;
    document.body.appendChild(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  const tokens = [['body', 'backgroundColor', '--page'], ['.panel', 'backgroundColor', '--panel'], ['.topbar', 'backgroundColor', '--panel'], ['.sider', 'backgroundColor', '--sider'], ['.nav-item.active', 'backgroundColor', '--sider-selected'], ['.page-head h1', 'color', '--text-1'], ['.page-head p', 'color', '--text-3'], ['.kpi dt', 'color', '--text-2'], ['.filter > label', 'color', '--text-2'], ['.tab-strip > [aria-selected="true"]', 'color', '--link'], ['.server-table thead th', 'backgroundColor', '--head']];
  const off = [];
  for (const [selector, property, token] of tokens) {
    const element = document.querySelector(selector);
    if (!element) continue;
    const is = getComputedStyle(element)[property], wanted = colour(style.getPropertyValue(token).trim());
    if (is !== wanted) off.push(`${selector} ${property} is ${is}, ${token} is ${wanted}`);
  }
  const scrolled = [...document.querySelectorAll('.ant-table-content')].filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => `${element.scrollWidth} in ${element.clientWidth}`);
  return { landmarks: found, scrolled, controls: controls.map(nameOf), cut: [...new Set(cut)], off, sideways: document.documentElement.scrollWidth > window.innerWidth + 1 };
}

export const lookText = `(${look.toString()})()`;

// What differs between two looks by more than so many pixels. Names of columns and landmarks that only one has are differences too.
// As high as their words take.
const flowing = ['row', 'panel', 'table', 'card', 'filters'];

export function differences(before, after, pixels) {
  const all = [];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!before[name] || !after[name]) all.push(`${name}: ${before[name] ? 'gone' : 'new'}`);
    else if (before[name].some((value, n) => Math.abs(value - after[name][n]) > pixels && !(n === 3 && flowing.includes(name)))) all.push(`${name}: ${before[name]} became ${after[name]}`);
  }
  return all;
}
