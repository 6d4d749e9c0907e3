"""`python -m assess.locales` brings the catalogues up to date with the source (`make texts`)."""

from assess.locales.catalogues import update

if __name__ == "__main__":
    update()
