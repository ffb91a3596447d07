import { z } from 'zod'
import { flush, paragraph, paragraphs } from '../blocks.ts'
import { layout } from '../form.ts'
import { text } from './parts.ts'

/** 投诉、举报、咨询的告知书: what was decided of what somebody brought, on which article, and what one can do now. */
export const complaintLetter = layout({
  no: 102,
  name: '投诉举报告知书',
  layout: 'letter',
  heading: ({ heading }) => heading,
  content: z.strictObject({
    heading: text,
    to: text,
    about: text,
    said: text,
    basis: text,
    next: z.array(text),
    contact: text,
    agency: text,
    on: text,
  }),
  blocks: ({ to, about, said, basis, next, contact, agency, on }) => [
    flush(to, '：'),
    paragraph(`${about}，现将办理情况告知如下：`),
    ...paragraphs(said),
    ...(basis === '' ? [] : [paragraph(`依据：${basis}。`)]),
    ...next.map((each) => paragraph(each)),
    paragraph(contact),
    { kind: 'seal', agency, date: on },
  ],
})
