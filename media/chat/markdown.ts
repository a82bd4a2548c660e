import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import { showInvisible } from '../../protocol/visible.ts';
import { highlight } from './highlight.ts';

/** Characters that are rendered; what lies beyond is left out and said so. */
export const mostCharacters = 100_000;

const markdown = createMarkdown();

/**
 * A model's Markdown as nodes that can do nothing: no HTML of its own, no images, links to the web only, invisible
 * and reordering characters written out. Text beyond {@link mostCharacters} is cut.
 */
export function renderMarkdown(text: string): DocumentFragment {
  const visible = showInvisible(text.slice(0, mostCharacters).replace(/\r\n?/g, '\n'));
  return DOMPurify.sanitize(markdown.render(visible), {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: ['href', 'class', 'start'],
    ALLOWED_URI_REGEXP: webAddress,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}

const webAddress = /^https?:\/\//i;

const allowedTags = [
  ...['p', 'br', 'hr', 'em', 'strong', 's', 'code', 'pre', 'span', 'a', 'ul', 'ol', 'li'],
  ...['blockquote', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

function createMarkdown(): ReturnType<typeof MarkdownIt> {
  const parser = new MarkdownIt({ html: false, linkify: false, breaks: true, highlight });
  // A deeper nesting is nobody's prose, and costs time and stack.
  parser.set({ maxNesting: 20 });
  // An image would ask some server for something.
  parser.disable('image');
  parser.validateLink = (address) => webAddress.test(address);
  parser.core.ruler.push('headings-below-the-message', ({ tokens }) => {
    for (const token of tokens) {
      if (!token.type.startsWith('heading_')) continue;
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 3)}`;
    }
  });
  return parser;
}

// Classes come from the highlighter; any other could borrow the look of the panel's own parts.
DOMPurify.addHook('uponSanitizeAttribute', (_element, data) => {
  if (data.attrName !== 'class') return;
  const kept = data.attrValue
    .split(/\s+/)
    .filter((name) => /^(?:hljs|language)-[\w-]+$/.test(name));
  data.attrValue = kept.join(' ');
  data.keepAttr = kept.length > 0;
});

DOMPurify.addHook('afterSanitizeAttributes', (element) => {
  if (element.tagName !== 'A') return;
  // The address stands where a label could lie about it.
  const address = element.getAttribute('href');
  if (address === null) return;
  element.setAttribute('title', address);
  element.setAttribute('rel', 'noreferrer noopener');
});
