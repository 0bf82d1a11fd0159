/** Bodies as Graph shows them: always an HTML document, with a short plain preview. */

const head =
  '<html><head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>'

/** The HTML part wrapped as Graph wraps it, or the text made into HTML when the mail has no HTML part. */
export function htmlDocument(html: string | undefined, text: string): string {
  if (html === undefined)
    return `${head}<body><div class="PlainText">${htmlFromText(text)}</div></body></html>`
  const body = /<body[^>]*>([\s\S]*?)<\/body>/i.exec(html)?.[1] ?? html
  const safe = body
    .replace(/<script[\s\S]*?<\/script>/gi, '')
    .replace(/<\/?(html|head|meta)[^>]*>/gi, '')
  return `${head}<body>${safe}</body></html>`
}

export function htmlFromText(text: string): string {
  return escapeHtml(text).replace(/\r?\n/g, '<br>\r\n')
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

/** Readable text of an HTML body: paragraphs become lines, tags go. */
export function textFromHtml(html: string): string {
  return html
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/gi, '')
    .replace(/<br\s*\/?>(\r?\n)?/gi, '\n')
    .replace(/<\/(p|div|tr|li|h\d|blockquote)>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\r\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The first 255 characters of the text, spaces drawn together (Graph: bodyPreview). */
export function previewOf(text: string): string {
  return text
    .replace(/\r?\n/g, '\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/\n{2,}/g, '\n')
    .replace(/\n/g, '\r\n')
    .trim()
    .slice(0, 255)
}
