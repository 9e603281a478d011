"""Words that say nothing of what a text is about, folded, in English, German and French.

They are indexed, and count inside quotes. Outside, a query that has other words is not bound to
them: people type whole questions. Words that are also things at work (can, will, not) stay in
reach by typing them in capitals: see query.py.
"""

ENGLISH = """
    a about after again all also am an and any are as at be because been before being both but by
    can could d did do does doing don each few for from further had has have having he her here hers
    him his how i if in into is it its itself just ll m may me might more most must my myself no nor
    not now of off on once only or other our ours out over own re s same shall she should so some
    such t than that the their theirs them then there these they this those through to too under
    until up us ve very was we were what when where which while who whom why will with would you
    your yours
"""
GERMAN = """
    aber als alle allem allen aller alles also am an ander andere anderen auch auf aus bei beim bin
    bis bist da damit dann das dass dein deine dem den denn der des dich die dies diese diesem
    diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch
    fur gibt habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren im in
    ist ja jede jedem jeden jeder jedes jetzt kann kein keine keinen kommt konnen konnte machen man
    mein meine meinen mich mir mit muss mussen nach nicht nichts noch nun nur ob oder ohne sehr sein
    seine seinen sich sie sind so soll sollen sollte sondern sonst uber um und uns unser unsere
    unter viel vom von vor wann war waren warum was weil welche welcher welches wenn wer werde
    werden wie wieder will wir wird wo wurde wurden zu zum zur
"""
FRENCH = """
    ai au aux avec avez avoir avons c ce ces cet cette chez comme comment d dans de des donc dont du
    elle elles en est et eu etait ete etre eux fait faire il ils j je l la le les leur leurs
    lui m ma mais me mes moi mon n ne nos notre nous on ont ou par pas peut plus pour pourquoi qu
    quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont sur t ta te tes toi
    ton tous tout toute toutes tres tu un une va vos votre vous y
"""

STOP_WORDS = frozenset(f"{ENGLISH} {GERMAN} {FRENCH}".split())
