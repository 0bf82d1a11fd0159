/** Shows a mail's HTML in a frame that may run nothing and load nothing. */

import { makeStyles, tokens } from '@fluentui/react-components'
import { useRef } from 'react'

const useStyles = makeStyles({
  frame: {
    width: '100%',
    border: 0,
    // Mails bring their own dark text: like Outlook's "light" switch, the paper stays white.
    backgroundColor: 'white',
    borderRadius: tokens.borderRadiusMedium,
  },
})

const minHeight = 80

export function MailBody({ html, subject }: { html: string; subject: string }) {
  const styles = useStyles()
  const frame = useRef<HTMLIFrameElement>(null)
  return (
    <iframe
      ref={frame}
      className={styles.frame}
      title={`Text of ${subject}`}
      // No scripts. The page only measures the height, for which it must be able to look inside.
      sandbox="allow-same-origin"
      srcDoc={whole(html)}
      onLoad={() => {
        const inside = frame.current?.contentDocument
        if (frame.current === null || !inside) return
        for (const node of inside.body.querySelectorAll<HTMLElement>('a'))
          node.removeAttribute('href')
        inside.body.style.cssText +=
          ';margin:12px;font-family:"Segoe UI",-apple-system,BlinkMacSystemFont,Roboto,"Helvetica Neue",sans-serif;font-size:14px;overflow-wrap:anywhere'
        const height = Math.max(minHeight, inside.documentElement.scrollHeight + 24)
        frame.current.style.height = `${height}px`
      }}
    />
  )
}

function whole(html: string): string {
  if (/<html[\s>]/i.test(html)) return html.replace(/<html(?![^>]*\blang=)/i, '<html lang="en"')
  return `<!doctype html><html lang="en"><head><title>Mail</title></head><body>${html}</body></html>`
}
