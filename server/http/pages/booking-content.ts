/** What the page of a meetings link shows: the free times, the booked one, and what is in the way. */

import { DateTime } from 'luxon'
import { slotMs } from '../../domain/meetings/free-times.ts'
import { later, type Instant } from '../../domain/time/instant.ts'
import { escapeHtml, type Sheet } from './layout.ts'

export interface Typed {
  slot: string
  email: string
  name: string
  zone: string
}

/** Without a script: the zone is chosen by one form, the time by another. `zone` is an IANA zone. */
export function timesSheet(shown: {
  rep: string
  times: Instant[]
  zone: string
  typed: Typed
  refused: { status: number; detail: string } | null
  /** The visitor has chosen no zone: where a script runs, the page opens again in the zone of the browser. */
  guessZone: boolean
}): Sheet {
  const { rep, times, zone, refused } = shown
  const title = `Book a meeting with ${rep}`
  const alert = refused ? `<p class="alert" role="alert">${escapeHtml(refused.detail)}</p>` : ''
  const none = refused
    ? ''
    : `<p>There is no free time in the next two weeks. Answer the email, and ${escapeHtml(rep)} will find a time with you.</p>`
  return {
    status: refused?.status ?? 200,
    title,
    body: `<main class="wide"><h1>${escapeHtml(title)}</h1>${alert}${zoneForm(zone)}${
      times.length === 0 ? none : bookForm(shown)
    }</main>`,
    ...(shown.guessZone ? { script: openInOwnZone } : {}),
  }
}

/** Asked for with a zone, whichever, the page bears no script: it opens anew once at most. */
const openInOwnZone = `
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
const shown = document.getElementById('zone')
if (zone && shown && shown.value !== zone) location.replace('?zone=' + encodeURIComponent(zone))
`

export function bookedSheet(booked: {
  rep: string
  startsAt: Instant
  zone: string
  address: string
}): Sheet {
  const { startsAt, zone } = booked
  const title = `You meet ${booked.rep}`
  const when = `${dayOf(startsAt, zone)}, ${timeOf(startsAt, zone)}–${timeOf(later(startsAt, slotMs), zone)} (${zone})`
  return {
    status: 200,
    title,
    body: `<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(when)}</p><p>The invitation is on its way to ${escapeHtml(booked.address)}.</p></main>`,
  }
}

export function noLinkSheet(): Sheet {
  return plain(
    404,
    'This link does not work any more',
    'It may also have been cut off. Open it again from the email, or simply answer the email and name a time.',
  )
}

export function tooOftenSheet(): Sheet {
  return plain(
    429,
    'One moment',
    'This page was opened very often just now. Try again in a minute.',
  )
}

function plain(status: number, title: string, text: string): Sheet {
  return { status, title, body: `<main><h1>${title}</h1><p>${text}</p></main>` }
}

function zoneForm(zone: string): string {
  const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), zone])].sort()
  const options = zones.map(
    (one) => `<option${one === zone ? ' selected' : ''}>${escapeHtml(one)}</option>`,
  )
  return `<form method="get"><p><label for="zone">Times are shown in</label> <select id="zone" name="zone">${options.join('')}</select> <button class="quiet" type="submit">Change</button></p></form>`
}

function bookForm({
  times,
  zone,
  typed,
}: {
  times: Instant[]
  zone: string
  typed: Typed
}): string {
  const days = new Map<string, Instant[]>()
  for (const time of times) {
    const day = dayOf(time, zone)
    days.set(day, [...(days.get(day) ?? []), time])
  }
  const choices = [...days].map(
    ([day, ofDay]) =>
      `<fieldset><legend>${day}</legend><div class="times">${ofDay.map((time) => choice(time, zone, typed.slot)).join('')}</div></fieldset>`,
  )
  return `<form method="post"><input type="hidden" name="zone" value="${escapeHtml(zone)}">
<p>Choose half an hour.</p>
${choices.join('\n')}
<label class="field">Your mail address <input type="email" name="email" autocomplete="email" required maxlength="254" value="${escapeHtml(typed.email)}"></label>
<label class="field">Your name <input name="name" autocomplete="name" maxlength="80" value="${escapeHtml(typed.name)}"></label>
<button type="submit">Book</button></form>`
}

function choice(time: Instant, zone: string, chosen: string): string {
  return `<label><input type="radio" name="slot" value="${time}" required${time === chosen ? ' checked' : ''}> ${timeOf(time, zone)}</label>`
}

function dayOf(moment: Instant, zone: string): string {
  return DateTime.fromISO(moment, { zone }).setLocale('en').toFormat('cccc d MMMM')
}

function timeOf(moment: Instant, zone: string): string {
  return DateTime.fromISO(moment, { zone }).toFormat('HH:mm')
}
