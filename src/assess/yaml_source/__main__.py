"""`python -m assess.yaml_source` writes both schemas for editors, in `questionnaires/`, anew."""

from assess.shipped import folder
from assess.yaml_source.schema import schema, translation_schema

for name, text in (("schema.json", schema()), ("translation.schema.json", translation_schema())):
    (folder("questionnaires") / name).write_text(text, encoding="utf-8")
