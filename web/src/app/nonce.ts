// The policy lets in style elements by nonce only. antd passes it to its own styles but not to those for scroll lock and scroll bar
// measuring, so every style element made from here on gets it. Must be imported before React and antd.
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

const make = document.createElement.bind(document);
document.createElement = ((tag: string, options?: ElementCreationOptions) => {
  const element = make(tag, options);
  if (tag.toLowerCase() === 'style') element.setAttribute('nonce', nonce);
  return element;
}) as typeof document.createElement;
