"""Pictures of landscapes, streets, ships and trains for the demonstration press."""

from __future__ import annotations

from newsbox.press.canvas import Canvas, H, W, picture


@picture("ferry-fire")
def _ferry_fire(c: Canvas) -> None:
    c.gradient("#27324d", "#6b5a72", "#d98b6a", "#f2bf8a", bottom=520)
    c.glow(820, 500, 420, "#ffd9a0", 0.7)
    c.ridge(480, 16, "#6a5468")
    c.town(520, 30, 90, "#43405a", "#f4c98199", 46)
    c.gradient("#b0785f", "#564a62", "#232b42", top=518)
    c.ripples(530, 800, "#f2bf8a50", 170)
    smoke = [
        (560 - i * 17 + c.rng.uniform(-26, 26), 430 - i * 16 + c.rng.uniform(-18, 18), 22 + i * 3.6) for i in range(30)
    ]
    c.soft(smoke, "#1d2030", 0.8, 26)
    c.soft([(x + 26, y + 16, r * 0.55) for x, y, r in smoke[4:]], "#7d6670", 0.45, 34)
    c.poly([(300, 560), (860, 560), (930, 548), (890, 618), (350, 622)], "#161c2c")
    c.poly([(336, 560), (350, 506), (800, 506), (836, 560)], "#e5ddd2")
    c.poly([(400, 506), (410, 466), (720, 466), (744, 506)], "#cfc6bd")
    c.poly([(530, 466), (540, 408), (596, 408), (606, 466)], "#8f3b34")
    c.windows((360, 516, 430, 30), (22, 1), "#3a4560", 1, 0.55)
    c.windows((430, 474, 280, 24), (14, 1), "#3a4560", 1, 0.55)
    c.glow(566, 420, 130, "#ff9a4a", 0.95)
    c.glow(520, 500, 90, "#ffb45e", 0.7)
    c.rect(300, 560, 590, 7, "#b6483c")
    c.ripples(622, 740, "#11162499", 60, (330, 880))
    c.rect(0, 742, W, 58, "#10141f")
    for x in (120, 176, 1010, 1060, 1112):
        c.figure(x, 752, 96, "#10141f")


@picture("dam")
def _dam(c: Canvas) -> None:
    c.gradient("#9cc0cf", "#d5e3de", "#f0ead9")
    c.peaks(400, 270, 5, "#8fa6ac", "#7d969d")
    c.mist(250, 420, "#e6ece6", 0.0, 0.7)
    c.gradient("#6f9fab", "#4f8391", top=380)
    c.ripples(384, 430, "#d9ebea70", 50)
    c.poly([(0, 250), (170, 330), (270, 430), (390, 800), (0, 800)], "#55705a")
    c.poly([(W, 220), (1040, 320), (930, 430), (810, 800), (W, 800)], "#4a6350")
    wall = [(220, 424), (420, 442), (600, 448), (780, 442), (980, 424), (830, 740), (600, 764), (370, 740)]
    c.poly(wall, "#cfc9bb")
    for i in range(1, 9):
        t = i / 9
        c.line(
            [(220 + 150 * t, 424 + 316 * t), (600, 448 + 316 * t), (980 - 150 * t, 424 + 316 * t)],
            "#b5ae9f",
            2,
        )
    c.poly([(780, 442), (980, 424), (830, 740), (720, 752)], "#aba49655")
    c.line([(214, 420), (420, 438), (600, 444), (780, 438), (986, 420)], "#efeae0", 12)
    for x in (530, 584, 638):
        c.rect(x, 456, 32, 30, "#5b5a56")
        c.poly([(x + 3, 486), (x + 29, 486), (x + 38, 764), (x - 6, 764)], "#f4f8f6d0")
    c.soft([(c.rng.uniform(500, 700), c.rng.uniform(730, 780), 40) for _ in range(16)], "#ffffff", 0.6, 26)
    for _ in range(90):
        side = c.rng.choice((-1, 1))
        tree = 600 + side * c.rng.uniform(330, 600)
        y = c.rng.uniform(480, 800)
        if abs(tree - 600) > 560 - (y - 480) * 0.55:
            c.poly(
                [(tree - 15, y), (tree, y - 52), (tree + 15, y)],
                c.rng.choice(("#3b5544", "#33493b", "#47624d")),
            )


@picture("railway")
def _railway(c: Canvas) -> None:
    c.gradient("#41566b", "#93a3ab", "#e5d3b5", bottom=470)
    c.glow(610, 430, 320, "#ffe7b8", 0.8)
    c.town(440, 24, 70, "#5f6d78", "#f2d49a88", 40)
    c.gradient("#5d5a57", "#3f3d3d", top=438)
    for i in range(26):
        y = 440 + 360 * (i / 26) ** 2
        half = 16 + (y - 440) * 0.72
        c.rect(560 - half - (y - 440) * 0.35, y, 2 * half, 2 + (y - 440) * 0.03, "#2e2b2a")
    for end in (70, 520):
        c.poly([(557 + end / 300, 440), (560 + end / 300, 440), (end + 14, 800), (end, 800)], "#c7c9c8")
    c.poly([(600, 440), (W, 610), (W, 800), (660, 800)], "#b9aa92")
    c.poly([(600, 440), (618, 440), (800, 800), (660, 800)], "#e2c765")
    c.poly([(612, 440), (640, 800), (660, 800), (601, 440)], "#857a69")
    c.poly([(610, 300), (W, 40), (W, 190), (610, 340)], "#33404c")
    for x, top, base in ((700, 270, 474), (830, 214, 520), (1030, 128, 590)):
        c.rect(x, top, 8 + (x - 690) / 26, base - top, "#2b353f")
    c.round(414, 300, 150, 170, 22, "#a83f37")
    c.poly([(414, 330), (330, 300), (120, 220), (0, 176), (0, 560), (120, 520), (414, 462)], "#8d342f")
    c.poly([(402, 350), (0, 250), (0, 360), (402, 396)], "#26313b")
    c.poly([(402, 420), (0, 448), (0, 466), (402, 430)], "#e8dcc4")
    c.round(430, 322, 118, 66, 12, "#26313b")
    for x in (442, 536):
        c.oval(x, 432, 9, 9, "#fff3cf")
        c.glow(x, 432, 46, "#fff0c0", 0.8)
    c.rect(426, 456, 126, 16, "#2a2a2d")
    for x, base, h in ((760, 560, 130), (905, 640, 190), (948, 632, 180), (1120, 700, 240)):
        c.figure(x, base, h, "#222b34")


@picture("storm-sea")
def _storm_sea(c: Canvas) -> None:
    c.gradient("#2a343d", "#4d5d66", "#8b979a", bottom=420)
    for color, low in (("#20282f", 60), ("#37444c", 150), ("#5d6a70", 230)):
        c.soft(
            [(c.rng.uniform(-50, W + 50), low + c.rng.uniform(-60, 60), c.rng.uniform(50, 120)) for _ in range(16)],
            color,
            0.6,
            46,
        )
    c.glow(860, 380, 360, "#d8dccb", 0.45)
    shades = ("#6c7f84", "#58707a", "#446069", "#2f4950", "#1d343c")
    for i, color in enumerate(shades):
        crest = c.curve(400 + i * 80, 14 + i * 8, 0.8)
        c.poly([*crest, (W + 8, H), (-8, H)], color)
        c.line(crest, "#e4ece950", 2 + i)
        foam = [(x, y + 8, 5 + i * 2.4) for x, y in crest if c.rng.random() < 0.24]
        c.soft(foam, "#eef3f0", 0.55, 7 + i)
    for _ in range(260):
        x, y = c.rng.uniform(-40, W), c.rng.uniform(-20, H)
        c.line([(x, y), (x + 15, y + 46)], "#e6eeee26", 1.5)


@picture("flooded-street")
def _flooded_street(c: Canvas) -> None:
    c.gradient("#8b9699", "#b9bfba", "#d6d2c4", bottom=520)
    c.ridge(430, 22, "#9aa39d")
    for side, colors in ((0, ("#b98f6c", "#8f9c90", "#c2aa7b")), (1, ("#8a7f86", "#c08d74", "#9fa58a"))):
        for i, color in enumerate(colors):
            x0, x1 = (i * 150.0, (i + 1) * 150.0) if not side else (W - i * 150.0, W - (i + 1) * 150.0)
            y0, y1 = 60 + i * 74.0, 60 + (i + 1) * 74.0
            c.poly([(x0, y0), (x1, y1), (x1, 620 - i * 30), (x0, 660 - i * 30)], color)
            c.poly([(x0, y0), (x1, y1), (x1, y1 - 44), (x0, y0 - 64)], "#6a4f47")
            for row in range(3):
                for col in range(2):
                    fx = x0 + (x1 - x0) * (0.2 + col * 0.42)
                    fy = y0 + (y1 - y0) * 0.4 + 36 + row * (118 - i * 22)
                    c.rect(fx if not side else fx - 34, fy, 34 - i * 4, 62 - i * 12, "#3f4a50")
    c.gradient("#9a9c8e", "#6f7a76", "#46565a", top=520)
    c.mist(520, 640, "#c9c4b2", 0.35, 0.0)
    c.ripples(528, 800, "#e6e6da55", 150)
    c.ripples(540, 800, "#2f3f4444", 90)
    for x, y in ((400, 560), (820, 580)):
        c.rect(x, y - 230, 6, 240, "#2f373b")
        c.oval(x + 3, y - 236, 13, 16, "#f1dfae")
    c.poly([(520, 640), (740, 640), (700, 690), (556, 690)], "#a8463a")
    c.rect(520, 634, 222, 8, "#e4d8c2")
    c.figure(590, 662, 120, "#26333a")
    c.figure(664, 668, 104, "#d08a3c")
    c.line([(690, 560), (752, 720)], "#4c3c30", 6)


@picture("mine")
def _mine(c: Canvas) -> None:
    c.gradient("#c9b49a", "#ecd9b8", "#f6e9cf", bottom=330)
    c.ridge(270, 22, "#b79f88")
    c.ridge(310, 14, "#a58768")
    shades = ("#c58f5f", "#b57d50", "#a56d45", "#935e3c", "#825134", "#71462e", "#603b28", "#4f3122")
    for i, color in enumerate(shades):
        rx, ry, y = 720 - i * 78, 300 - i * 33, 560 + i * 16
        c.oval(600 + i * 8, y, rx, ry, color)
        c.arc(600 + i * 8, y, rx, ry, (0, 360), "#e9c69a55", 3)
    c.oval(660, 690, 96, 30, "#4f8f8c")
    c.oval(650, 686, 66, 16, "#7db3aa")
    road = [(160, 430), (330, 470), (250, 560), (420, 620), (370, 676), (560, 700)]
    c.line(road, "#e0b98599", 12)
    for x, y, s in ((300, 462, 1.0), (300, 580, 1.2), (910, 566, 1.1), (480, 680, 1.4)):
        c.rect(x, y - 20 * s, 34 * s, 15 * s, "#e2a93b")
        c.rect(x + 35 * s, y - 16 * s, 14 * s, 12 * s, "#f2e7d0")
        c.oval(x + 9 * s, y - 3 * s, 6 * s, 6 * s, "#2d2019")
        c.oval(x + 39 * s, y - 3 * s, 6 * s, 6 * s, "#2d2019")
    c.mist(150, 320, "#f0dcb8", 0.0, 0.3)
    c.mist(320, 520, "#f0dcb8", 0.3, 0.0)


@picture("market")
def _market(c: Canvas) -> None:
    c.gradient("#e8cfa6", "#f4e6c9", bottom=420)
    c.town(420, 120, 240, "#c9a587", "#7d5f4e99", 110)
    c.mist(120, 430, "#f4e6c9", 0.3, 0.6)
    c.gradient("#b9a58a", "#93806a", top=420)
    for row, (base, size) in enumerate(((520, 0.62), (720, 1.0))):
        for i in range(4 - row):
            x = (40 + i * 300) if row == 0 else (30 + i * 400)
            w, h = 390 * size, 230 * size
            stripe = ("#b24a3f", "#3f6f78", "#c9973f", "#5f7a4e")[(i + row) % 4]
            c.rect(x + 10 * size, base - h, 8 * size, h, "#6b5140")
            c.rect(x + w - 18 * size, base - h, 8 * size, h, "#6b5140")
            c.rect(x + 4, base - 78 * size, w - 8, 78 * size, "#8a6647")
            for n in range(int(w / (22 * size))):
                for level in range(2):
                    c.oval(
                        x + 16 * size + n * 22 * size,
                        base - (84 + level * 14) * size,
                        12 * size,
                        12 * size,
                        ("#c9573f", "#d9a441", "#6f8f4e", "#8c4a5c")[(n // 4 + i) % 4],
                    )
            for n in range(10):
                a, b = x - 8 + n * (w + 16) / 10, x - 8 + (n + 1) * (w + 16) / 10
                c.poly(
                    [
                        (a + 14 * size, base - h - 60 * size),
                        (b + 4 * size, base - h - 60 * size),
                        (b, base - h),
                        (a, base - h),
                    ],
                    stripe if n % 2 else "#f6eddb",
                )
                c.oval((a + b) / 2, base - h, (b - a) / 2, 12 * size, stripe if n % 2 else "#f6eddb")
    for x, h, tone in (
        (380, 210, "#33302f"),
        (455, 196, "#5b3a35"),
        (820, 220, "#2f3b44"),
        (1140, 230, "#4a4238"),
    ):
        c.figure(x, 790, h, tone)


@picture("lighthouse")
def _lighthouse(c: Canvas) -> None:
    c.gradient("#1f2f4a", "#4f6285", "#c79a8f", "#f0c9a0", bottom=560)
    c.glow(330, 540, 380, "#ffe0b0", 0.7)
    c.poly([(846, 204), (0, 60), (0, 190)], "#fff2c82e")
    c.poly([(846, 204), (W, 130), (W, 210)], "#fff2c82e")
    c.gradient("#a8857f", "#4b5a78", "#1f2d45", top=556)
    c.ripples(562, 800, "#f0c9a055", 150)
    rock = [
        (600, 640),
        (690, 590),
        (770, 560),
        (860, 545),
        (960, 560),
        (1060, 600),
        (W, 620),
        (W, 800),
        (540, 800),
    ]
    c.poly(rock, "#26283a")
    c.poly([(770, 560), (860, 545), (960, 560), (900, 640), (800, 700)], "#34364c")
    c.poly([(806, 556), (824, 250), (876, 250), (894, 556)], "#f0e8db")
    c.poly([(850, 250), (876, 250), (894, 556), (850, 556)], "#cfc6bf")
    for i in range(3):
        y, grow = 300 + i * 92, (300 + i * 92 - 250) * 0.059
        c.poly([(823 - grow, y), (877 + grow, y), (880 + grow, y + 44), (820 - grow, y + 44)], "#b24a3f")
    c.rect(812, 238, 76, 14, "#2b2f40")
    c.rect(830, 184, 40, 54, "#fff0bf")
    c.poly([(822, 186), (850, 150), (878, 186)], "#8f3b34")
    c.glow(850, 206, 130, "#fff0bf", 0.9)
    c.poly([(930, 566), (930, 520), (975, 494), (1020, 520), (1020, 576)], "#d8cfc4")
    c.poly([(920, 524), (975, 486), (1030, 524)], "#6a3f3c")
    c.rect(964, 532, 22, 22, "#ffdf9a")


@picture("bridge")
def _bridge(c: Canvas) -> None:
    c.gradient("#dfe4dc", "#f3e3c6", "#efc9a0", bottom=520)
    c.glow(240, 470, 300, "#fff2cf", 0.9)
    c.ridge(470, 34, "#b9b7a4")
    c.ridge(505, 18, "#93998b")
    c.gradient("#c9b79c", "#87949a", "#51666f", top=520)
    c.ripples(526, 800, "#fff2d960", 140)
    stone, shade = "#8a6d5c", "#6d5548"
    c.rect(0, 372, W, 200, stone)
    for i in range(5):
        x = -20 + i * 260
        c.pen.ellipse(((x + 20) * c.k, 410 * c.k, (x + 240) * c.k, 740 * c.k), fill="#a9a795")
        c.arc(x + 130, 575, 112, 167, (180, 360), shade, 12)
    c.gradient("#c0ad92", "#808f96", "#4a5f68", top=560)
    c.ripples(566, 800, "#fff2d955", 130)
    for i in range(6):
        x = -20 + i * 260
        c.poly([(x - 26, 620), (x - 20, 440), (x + 20, 440), (x + 26, 620)], stone)
        c.poly([(x - 26, 620), (x, 640), (x + 26, 620), (x + 30, 600), (x - 30, 600)], shade)
        c.rect(x - 22, 624, 44, 110, "#5d4d4440")
    c.rect(0, 356, W, 20, shade)
    c.windows((0, 330, W, 28), (60, 1), stone, 1, 0.4)
    c.rect(0, 326, W, 7, shade)
    for x in (110, 370, 630, 890, 1150):
        c.rect(x, 240, 6, 90, "#4a3d36")
        c.oval(x + 3, 236, 11, 13, "#fff0c4")
    for x in (300, 330, 700, 980):
        c.figure(x, 352, 64, "#3d3430")


@picture("old-town")
def _old_town(c: Canvas) -> None:
    c.gradient("#6d8fae", "#b9cbd0", "#f1dfc0", bottom=620)
    c.poly([(560, 560), (560, 170), (600, 60), (640, 170), (640, 560)], "#8c8a8a")
    c.windows((570, 190, 60, 160), (2, 3), "#5b5d64", 1, 0.4)
    c.oval(600, 390, 22, 22, "#f4ecd8")
    c.mist(60, 560, "#dfe0d2", 0.1, 0.5)
    tones = ("#c9805e", "#dcb16f", "#8ba28f", "#b9666b", "#d9c7a0", "#7f93a5")
    for side in (0, 1):
        for i in (2, 1, 0):
            x = 0 + i * 170 if side == 0 else W - (i + 1) * 170
            top, base = 150 + i * 70, 720 - i * 46
            tone = tones[i + side * 3]
            c.rect(x, top, 170, base - top, tone)
            c.poly([(x - 8, top + 4), (x + 85, top - 92), (x + 178, top + 4)], "#7a4a3f")
            c.windows((x + 8, top + 20, 154, (base - top) * 0.68), (3, 4 - i), "#f6eddb", 1, 0.56)
            c.windows((x + 8, top + 20, 154, (base - top) * 0.68), (3, 4 - i), "#4a5560", 1, 0.44)
            c.round(x + 64, base - 96 + i * 12, 46, 100 - i * 12, 10, "#4f3a30")
            c.rect(x, base - 8, 170, 8, "#00000033")
    c.poly([(0, 720), (510, 600), (690, 600), (W, 720), (W, 800), (0, 800)], "#a8977f")
    c.poly([(0, 720), (510, 582), (690, 582), (W, 720), (W, 730), (690, 604), (510, 604), (0, 730)], "#8c7c68")
    for _ in range(220):
        depth = c.rng.random()
        c.oval(c.rng.uniform(0, W), 630 + 170 * depth, 6 + 14 * depth, 2 + 4 * depth, "#8f7f6a88")
    for x, base, h in ((520, 650, 80), (548, 654, 74), (700, 700, 130), (380, 740, 150)):
        c.figure(x, base, h, "#38332f")


@picture("mountains")
def _mountains(c: Canvas) -> None:
    c.gradient("#5f7fa6", "#a9bfd0", "#f3dcc3", bottom=600)
    c.glow(880, 260, 300, "#fff1d6", 0.9)
    c.oval(880, 260, 44, 44, "#fff6e2")
    for base, height, count, light, dark in (
        (470, 300, 4, "#b7c4d1", "#8fa3b8"),
        (540, 260, 5, "#8ea2b3", "#6b8299"),
    ):
        c.peaks(base, height, count, light, dark)
        c.mist(base - 190, base + 10, "#f0e2d0", 0.0, 0.75)
    c.ridge(600, 40, "#5c7580", 0.8)
    c.mist(560, 680, "#e6dccb", 0.0, 0.4)
    c.ridge(680, 34, "#3f5a5a", 0.8)
    c.ridge(750, 22, "#28403f", 0.8)
    for _ in range(110):
        x, y = c.rng.uniform(0, W), c.rng.uniform(735, 810)
        h = c.rng.uniform(36, 74)
        c.poly(
            [(x - h * 0.26, y), (x, y - h), (x + h * 0.26, y)],
            c.rng.choice(("#22383a", "#1c3033", "#2c4645")),
        )
