/** What the stand-in of office.js lets a browser test do. */

interface Window {
  outlookPlay: {
    mode: string
    messageId: string
    type(people: { emailAddress: string; displayName: string }[]): void
    paint(background: string): void
    fire(name: string): void
  }
}
