"""What stands behind the links in a text.

preview   title, description and site of a public page, fetched once for everybody
link      that a text has a bare address in it: to such a page, or to a thing of our own, which is
          shown as whoever reads may see it
"""
