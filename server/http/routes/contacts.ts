/** Contacts, and the card that shows where one stands. */

import { z } from 'zod'
import { normalAddress } from '../../domain/contacts/address.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { changeContact } from '../../services/contacts/update-contact.ts'
import { contactCard, showContact } from '../../services/views/contact-card.ts'
import { linkAlias, showAliases, unlinkAlias } from '../../services/contacts/link-alias.ts'
import { listContacts } from '../../services/views/contact-list.ts'
import { badAddress, isRefused, notFound } from '../../services/problem.ts'
import { saveContact } from '../../services/contacts/add-contact.ts'
import { route, type Route } from '../api/route.ts'
import * as shapes from '../shapes/contact.ts'
import { contactList, contactQuery } from '../shapes/contact-list.ts'

export const contactRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/contact-cards',
    operationId: 'getContactCardByAddress',
    tag: 'contacts',
    summary: 'The card of one address: contact, enrollments, what happened last and why.',
    query: z.object({
      email: z.string('name an address: /api/contact-cards?email=ana@acme.example'),
    }),
    answer: shapes.contactCard,
    serve: (context, { user, query }) => {
      const email = normalAddress(query.email)
      return email === null
        ? Promise.resolve(badAddress(query.email))
        : contactCard(context, user, email)
    },
  }),
  route({
    method: 'get',
    path: '/api/contacts',
    operationId: 'listContacts',
    tag: 'contacts',
    summary: 'The contacts, the newest first, a hundred a page, with how many match.',
    query: contactQuery,
    answer: contactList,
    serve: ({ db }, { query: { cursor, ...filter } }) => listContacts(db, filter, cursor ?? null),
  }),
  route({
    method: 'post',
    path: '/api/contacts',
    operationId: 'addContact',
    tag: 'contacts',
    summary: 'Adds a contact.',
    status: 201,
    body: shapes.contactRequest,
    answer: shapes.contact,
    serve: async (context, { user, body }) => {
      const saved = await saveContact(context, user, body)
      return isRefused(saved) ? saved : showContact(saved)
    },
  }),
  route({
    method: 'get',
    path: '/api/contacts/{id}',
    operationId: 'getContact',
    tag: 'contacts',
    summary: 'One contact.',
    answer: shapes.contact,
    serve: async ({ db }, { id }) => {
      const contact = await contactById(db, id)
      return contact ? showContact(contact) : notFound('contact')
    },
  }),
  route({
    method: 'get',
    path: '/api/contacts/{id}/card',
    operationId: 'getContactCard',
    tag: 'contacts',
    summary: 'The card of one contact, as by its address.',
    answer: shapes.contactCard,
    serve: async (context, { user, id }) => {
      const contact = await contactById(context.db, id)
      return contact ? contactCard(context, user, contact.email) : notFound('contact')
    },
  }),
  route({
    method: 'patch',
    path: '/api/contacts/{id}',
    operationId: 'changeContact',
    tag: 'contacts',
    summary: 'Completes or corrects a contact: name, company, address.',
    body: shapes.contactChange,
    answer: shapes.contact,
    serve: async (context, { user, id, body }) => {
      const changed = await changeContact(context, user, id, body)
      return isRefused(changed) ? changed : showContact(changed)
    },
  }),
  route({
    method: 'get',
    path: '/api/contacts/{id}/aliases',
    operationId: 'listAliases',
    tag: 'contacts',
    summary: 'The further addresses of a contact, and those that may be.',
    answer: shapes.aliases,
    serve: async ({ db }, { id }) =>
      (await contactById(db, id))
        ? { items: await showAliases(db, id), next: null }
        : notFound('contact'),
  }),
  route({
    method: 'post',
    path: '/api/contacts/{id}/aliases',
    operationId: 'linkAlias',
    tag: 'contacts',
    summary: 'Links an address to a contact, or confirms one that was learned or offered.',
    body: shapes.aliasRequest,
    answer: shapes.aliases,
    serve: async (context, { user, id, body }) => {
      const linked = await linkAlias(context, user, id, body.address)
      return isRefused(linked) ? linked : { items: await showAliases(context.db, id), next: null }
    },
  }),
  route({
    method: 'delete',
    path: '/api/contacts/{id}/aliases/{address}',
    operationId: 'unlinkAlias',
    tag: 'contacts',
    summary: 'Unlinks an address from a contact: mail from it counts no longer.',
    answer: shapes.aliases,
    serve: async (context, { user, id, address }) => {
      const unlinked = await unlinkAlias(context, user, id, address)
      return isRefused(unlinked)
        ? unlinked
        : { items: await showAliases(context.db, id), next: null }
    },
  }),
]
