"""`python -m assess.yaml_source > questionnaires/schema.json` writes the schema for editors anew."""

import sys

from assess.yaml_source.schema import schema

sys.stdout.write(schema())
