const FENCE = /^(`{3,})text\n[\s\S]*?\n\1$/gm;
const CODE = /<code>[^<>]*<\/code>/g;

/** What of a report in Markdown is neither in a fence nor in `<code>`: what GitHub and GitLab read as Markdown. */
export const outsideOfCode = (markdown: string): string => markdown.replace(FENCE, 'CODE').replace(CODE, 'CODE');
