"""A questionnaire whose answers are scores, for figures worked out by hand."""

# Levels 0..100 make an answer its own score; one item a dimension makes it the dimension's too.
QUESTIONNAIRE = """
id: small
version: '1'
title: Small
scales:
  points:
    levels: [{value: 0, label: None}, {value: 20, label: Little}, {value: 40, label: Some}, {value: 50, label: Half},
             {value: 60, label: Much}, {value: 80, label: Most}, {value: 100, label: All}]
parity:
  band: 5
  declared: {customer_intimacy: 60, operational_excellence: 50}
dimensions:
  - id: speed
    discipline: product_leadership
    title: Speed
    items: [{id: s, text: Speed, scale: points, compare: true}]
  - id: knowing
    discipline: customer_intimacy
    title: Knowing the customer
    items: [{id: k, text: Knowing, scale: points, compare: true}]
  - {id: cost, discipline: operational_excellence, title: Cost, items: [{id: c, text: Cost, scale: points}]}
  - {id: trust, discipline: customer_intimacy, title: Trust, items: [{id: t, text: Trust, scale: points}]}
"""
