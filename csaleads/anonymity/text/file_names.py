"""What the name of a file looks like within a text: "strategy_2024-11-08.docx"."""

import re

FILE_ENDING = (
    r"\.(?:docx?|xlsx?|pdf|jpe?g|png|gif|mp[34]|mov|m4a|wav|pptx?|msg|eml|txt|csv|zip|rtf|odt|heic|pages|one)"
)
FILE_NAME = re.compile(rf"(?<![\w@%+()&,~.-])(?P<name>[\w%+()&,~-]{{3,100}}){FILE_ENDING}(?!\w)", re.I)
"""A single name with its ending, which is not part of `name`."""
