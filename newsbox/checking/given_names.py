"""Which given names are mostly his, and which hers? Data only.

Common given names of many languages; those that both bear are left out.
"""

from __future__ import annotations

HIS = frozenset(
    """
    aaron abdul adam adrian ahmad ahmed alan albert alberto alejandro alexander alexei alfred ali allen andreas andrew andrzej
    anthony antonio antony arjun arnold arthur ben benjamin bernard bernie bill bob boris brad brandon brian bruce carl carlos
    charles christian christopher chuck clarence claude colin craig daniel dave david dennis dick diego dimitri dmitri don donald
    douglas ed eduardo edward emmanuel enrique eric erik ernest fernando francis francisco frank franz fred frederick gary
    geoffrey george gerald gerhard giovanni giuseppe gordon greg gregory guillermo hamid hans harold harry hassan henry herbert
    howard hugh hugo ian ibrahim igor ivan jack jacob jacques jake james jason javier jeff jeffrey jeremy jerry jim jimmy joe joel
    john johnny jonathan jorge jose josé joseph joshua juan julian julio justin karl keith ken kenneth kevin klaus kyle larry
    lars lawrence leo leonard leonid louis luigi luis lukas manuel marco marcus mario mark markus martin matt matteo matthew
    michael michel miguel mike mikhail mitch mohamed mohammad mohammed muhammad mustafa nathan neil nicholas nick nicolas nigel
    nikolai oleg oliver omar oscar otto owen pablo patrick paul paulo pavel pedro peter phil philip pierre piotr rafael ralph
    ramon raul ray raymond ricardo richard rick rob robert roberto rodrigo roger roland ron ronald roy rudolf russell ryan sandro
    scott sean sebastian sergei sergey sergio simon stanley stefan stephen steve steven stuart sven ted terrence theodore thomas
    tim timothy todd tom tomas tony trevor vadim victor viktor vincent vladimir walter warren wayne werner wilhelm william
    wolfgang xavier yuri yusuf
    """.split()
)
"""Lower case."""
HERS = frozenset(
    """
    abigail agnes aisha alice alicia alison amanda amber amelia amy ana anastasia angela anita ann anna anne annette anya
    astrid barbara beatrice beatriz betty beverly brenda brigitte camila carla carol carolina caroline catherine cecilia
    charlotte cheryl christina christine claire clara claudia condoleezza cristina cynthia daniela deborah debbie denise diana
    diane donna dorothy edith eileen elaine elena eleanor elisabeth elizabeth ella ellen emily emma erika esther eva evelyn
    fatima fiona florence frances francesca gabriela gertrude gina giulia gloria grace greta hanna hannah heather heidi helen
    helena hillary ingrid irene irina isabel isabella ivana ivanka jacqueline jane janet janice jennifer jessica jill joan joanna
    josephine joyce judith julia juliana julie karen karin kate katharina katherine kathleen kathryn katie kayla kirsten
    kristen kristina larisa laura lauren leila lena linda lisa lois louise lucia lucy ludmila lydia magdalena malala margaret
    maria marie marina marine martha mary maryam maya megan melania melinda melissa mercedes meredith michelle mildred miriam
    monica nadia nancy naomi natalia natalie natasha nina nora norma oksana olga olivia pamela patricia patty paula pauline
    penelope petra phyllis priya rachel raquel rebecca renate rita roberta rosa rose rosemary roxana ruth sabine sally samantha
    sandra sara sarah sheila shirley silvia sofia sonia sophia sophie stella stephanie susan susanna suzanne svetlana sylvia
    tamara tanya tatiana teresa theresa tina ursula valentina valeria vanessa vera veronica victoria violet virginia wanda
    wendy yasmin yelena yolanda yulia yvette yvonne zeinab
    """.split()
)
"""Lower case."""
