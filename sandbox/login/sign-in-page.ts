/** The sign-in page: plain HTML, light and dark, nothing loaded from anywhere. */

import type { Person } from '../person.ts'

/** @param fields the authorization request, sent along unchanged with the choice. */
export function choosePage(
  nonce: string,
  action: string,
  fields: Record<string, string>,
  people: Person[],
): string {
  const hidden = Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('\n')
  const choices = people
    .filter((person) => person.accountEnabled)
    .map(
      (person) => `<li><button name="person" value="${escape(person.id)}">
<span class="initials" aria-hidden="true">${escape(initials(person.name))}</span>
<span class="who"><strong>${escape(person.name)}</strong><span>${escape(person.address)}</span></span>
<span class="title">${escape(person.title)}</span>
</button></li>`,
    )
    .join('\n')
  return page(
    nonce,
    'Pick an account',
    `<p>Sign in to <strong>Sequences for Outlook</strong>. This is the sandbox: nobody has a password.</p>
<form method="post" action="${escape(action)}">
${hidden}
<ul>
${choices}
</ul>
</form>`,
  )
}

export function messagePage(nonce: string, title: string, sentence: string): string {
  return page(nonce, title, `<p>${escape(sentence)}</p>`)
}

function page(nonce: string, title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<p class="brand">Contoso <span>sandbox</span></p>
<h1>${escape(title)}</h1>
${content}
</main>
</body>
</html>
`
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .join('')
    .slice(0, 2)
    .toUpperCase()
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

const style = `
:root { color-scheme: light dark; --page: #f3f2f1; --card: #fff; --ink: #242424; --soft: #616161; --line: #e0e0e0; --tint: #ebf3fc; --brand: #0f6cbd; }
@media (prefers-color-scheme: dark) { :root { --page: #141414; --card: #292929; --ink: #fff; --soft: #adadad; --line: #424242; --tint: #0e4775; --brand: #62abf5; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: var(--page); color: var(--ink); font: 15px/1.45 "Segoe UI", system-ui, sans-serif; }
main { width: 100%; max-width: 440px; background: var(--card); border-radius: 8px; padding: 36px 36px 28px; box-shadow: 0 2px 12px rgb(0 0 0 / .14); }
.brand { margin: 0 0 16px; font-weight: 600; color: var(--brand); }
.brand span { font-weight: 400; color: var(--soft); }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 32px; font-weight: 600; }
p { margin: 0 0 16px; }
ul { list-style: none; margin: 0 -36px; padding: 0; border-top: 1px solid var(--line); }
li { border-bottom: 1px solid var(--line); }
button { display: flex; width: 100%; align-items: center; gap: 12px; padding: 12px 36px; border: 0; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer; }
button:hover { background: var(--tint); }
button:focus-visible { outline: 2px solid var(--brand); outline-offset: -2px; }
.initials { flex: none; width: 40px; height: 40px; border-radius: 50%; display: grid; place-items: center; background: #0f6cbd; color: #fff; font-weight: 600; font-size: 14px; }
.who { flex: 1; min-width: 0; display: grid; overflow-wrap: anywhere; }
.who span, .title { color: var(--soft); font-size: 13px; }
button:hover .who span, button:hover .title { color: inherit; }
.title { text-align: end; }
`
