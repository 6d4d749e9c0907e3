"""The catalogues: one `<language>.po` a language, beside the tool that keeps them in step with the source."""
