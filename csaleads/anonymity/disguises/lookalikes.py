"""Letters of other alphabets that look like Latin ones."""

LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναıɑɡ"
    "кмнтвгпяЯиИДШшЄєЭЇїѴѵԛԝρυκτιγηωεχβσςμδθπϲΛΣΔΘΩϳɛɩƒŋʋ"
    "օոսհցյՏԼՕՍᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ",
    "ABESIJKMHOPCTXYaesijopcxydhlABEZHIKMNOPTYXovaiag"
    "kmhtbrnrRnNAWwEeEIiVvqwpuktiynwexbosudoncAEAOOjeifnv"
    "onuhgjSLOUABCDEGHiJKLMPRSTVWZ",
)
"""What each becomes, for str.translate; only in words that have Latin letters too."""
