"""Pictures of halls, buildings and things on tables for the demonstration press."""

from __future__ import annotations

import math

from newsbox.press.canvas import Canvas, H, W, picture


@picture("parliament")
def _parliament(c: Canvas) -> None:
    c.gradient("#8fb3c7", "#c9dad9", "#f3e7d3", bottom=640)
    c.soft(
        [(c.rng.uniform(0, W), c.rng.uniform(80, 260), c.rng.uniform(40, 90)) for _ in range(12)],
        "#ffffff",
        0.4,
        40,
    )
    c.ridge(560, 20, "#a9bfb8")
    stone, dark, light = "#e6dccb", "#a99d8d", "#f4eee2"
    c.rect(140, 470, 920, 170, stone)
    c.windows((160, 490, 280, 140), (8, 2), dark, 1, 0.45)
    c.windows((760, 490, 280, 140), (8, 2), dark, 1, 0.45)
    c.rect(420, 430, 360, 210, light)
    c.poly([(400, 430), (600, 350), (800, 430)], stone)
    c.poly([(450, 422), (600, 364), (750, 422)], dark)
    for i in range(8):
        c.rect(440 + i * 43, 440, 20, 200, stone)
        c.rect(454 + i * 43, 440, 6, 200, dark)
    c.rect(490, 300, 220, 66, stone)
    c.windows((496, 306, 208, 54), (12, 1), dark, 1, 0.5)
    c.pen.pieslice((480 * c.k, 170 * c.k, 720 * c.k, 430 * c.k), 180, 360, fill="#5d8a83")
    for i in range(1, 8):
        c.arc(600, 300, 120 * abs(math.cos(i * math.pi / 8)), 130, (180, 360), "#4a7570", 2)
    c.rect(480, 296, 240, 12, light)
    c.rect(588, 140, 24, 36, light)
    c.line([(600, 142), (600, 70)], "#6e6a62", 4)
    c.poly([(602, 72), (664, 84), (602, 100)], "#b24a3f")
    for i in range(6):
        c.rect(380 - i * 22, 640 + i * 12, 440 + i * 44, 12, (light, stone)[i % 2])
    c.gradient("#b8b29a", "#8f8a74", top=712)
    for x in (60, 130, 1068, 1150):
        c.oval(x, 640, 60, 66, "#5f7a5e")
        c.rect(x - 5, 680, 10, 40, "#54483c")
    for x in (300, 336, 842, 930):
        c.figure(x, 752, 62, "#4a4a4e")


@picture("ballot-box")
def _ballot_box(c: Canvas) -> None:
    c.gradient("#d9d2c2", "#e9e3d6", bottom=560)
    for i in range(4):
        c.rect(70 + i * 290, 0, 190, 430, "#cfc7b5")
        c.windows((80 + i * 290, 0, 170, 420), (2, 3), "#f5f1e6", 1, 0.9)
    c.gradient("#8a6a4c", "#6d5038", top=560)
    c.mist(560, 620, "#3f2c1e", 0.4, 0.0)
    c.oval(600, 690, 330, 34, "#3f2c1e88")
    c.poly([(340, 330), (860, 330), (830, 690), (370, 690)], "#3f5d78")
    c.poly([(600, 330), (860, 330), (830, 690), (600, 690)], "#375269")
    c.poly([(340, 330), (400, 270), (800, 270), (860, 330)], "#577893")
    c.round(480, 292, 240, 14, 7, "#1f3140")
    c.poly([(520, 300), (680, 300), (702, 120), (542, 106)], "#fbf8f0")
    c.poly([(610, 300), (680, 300), (702, 120), (622, 113)], "#eee8da")
    for i, size in enumerate((70, 56, 64)):
        c.line([(562 - i * 4, 150 + i * 36), (562 - i * 4 + size * 0.5, 153 + i * 36)], "#9aa3a8", 5)
    c.oval(600, 510, 84, 84, "#e9e3d6")
    c.line([(562, 512), (592, 544), (644, 478)], "#3f5d78", 15)


@picture("telephones")
def _telephones(c: Canvas) -> None:
    c.gradient("#23405a", "#2f5672")
    c.poly([(600, 0), (W, 0), (W, H), (500, H)], "#c8573f")
    c.poly([(600, 0), (W, 0), (W, H), (820, H)], "#cf6549")
    c.gradient("#e8dcc4", "#d6c7a9", top=600)
    cord = [(330 + t * 5.4, 640 + 44 * math.sin(t / 32) + 10 * math.sin(t * 0.9)) for t in range(101)]
    c.line(cord, "#1b2530", 5)
    for x, body, shade in ((300, "#f0e6d0", "#d9ccb0"), (900, "#1f2c38", "#141d26")):
        c.oval(x, 690, 210, 20, "#8d7c5a66")
        c.poly([(x - 110, 470), (x + 110, 470), (x + 180, 680), (x - 180, 680)], body)
        c.poly([(x + 20, 470), (x + 110, 470), (x + 180, 680), (x + 60, 680)], shade)
        c.rect(x - 74, 440, 24, 36, shade)
        c.rect(x + 50, 440, 24, 36, shade)
        c.arc(x, 470, 170, 84, (190, 350), body, 38)
        c.round(x - 194, 418, 84, 62, 24, body)
        c.round(x + 110, 418, 84, 62, 24, shade)
        c.oval(x, 580, 76, 76, shade)
        for i in range(10):
            a = i * 0.56 - 0.8
            c.oval(x + 53 * math.cos(a), 580 + 53 * math.sin(a), 12, 12, body)
        c.oval(x, 580, 25, 25, "#b9503b")


@picture("flags")
def _flags(c: Canvas) -> None:
    c.gradient("#b9c6cf", "#e4e2da", "#efe6d6")
    c.gradient("#6f6a62", "#57524b", top=690)
    schemes = (
        ("#24466b", "#f2ede1", "#24466b"),
        ("#b5483c", "#e7b557", "#b5483c"),
        ("#3d6b58", "#f2ede1", "#c9973f"),
        ("#f2ede1", "#7d3f52", "#f2ede1"),
    )
    for i, scheme in enumerate(schemes):
        x = 150 + i * 262
        c.rect(x - 5, 110, 10, 590, "#9b9488")
        c.oval(x, 106, 11, 11, "#c9a55a")
        for band, color in enumerate(scheme):
            top = [(x + 5 + t * 2.1, 130 + band * 52 + 14 * math.sin(t / 15 + i) * t / 100) for t in range(101)]
            c.poly([*top, *[(px, py + 53) for px, py in reversed(top)]], color)
        for t in range(0, 100, 3):
            wave = math.cos(t / 15 + i)
            c.rect(
                x + 5 + t * 2.1,
                130 + 14 * math.sin(t / 15 + i) * t / 100,
                6.3,
                157,
                f"#000000{max(0, round(26 * wave)):02x}" if wave > 0 else f"#ffffff{round(-40 * wave):02x}",
            )
    c.mist(640, 690, "#57524b", 0.0, 0.25)


@picture("museum-hall")
def _museum_hall(c: Canvas) -> None:
    c.gradient("#d8cbb5", "#c4b499", bottom=560)
    for i in range(3):
        x = 130 + i * 360
        c.pen.pieslice((x * c.k, 60 * c.k, (x + 220) * c.k, 280 * c.k), 180, 360, fill="#a8977b")
        c.rect(x, 169, 220, 392, "#a8977b")
        c.glow(x + 110, 300, 220, "#f4e7c8", 0.55)
    c.gradient("#8d7658", "#6a563f", top=560)
    for i in range(-8, 9):
        c.line([(600 + i * 90, 560), (600 + i * 210, 800)], "#5b493566", 2)
    for i, (clay, band) in enumerate((("#2f4f4f", "#c98d4b"), ("#9a4a33", "#1f1d1d"), ("#c39a5a", "#4a3626"))):
        x = 240 + i * 360
        c.oval(x, 740, 120, 16, "#3a2c1e77")
        c.rect(x - 84, 560, 168, 176, "#efe8da")
        c.rect(x + 30, 560, 54, 176, "#dcd2bf")
        c.rect(x - 94, 548, 188, 16, "#f8f3e8")
        swell = (66, 80, 58)[i]
        half = [
            (
                34 + (swell - 34) * math.sin(min(1.0, t / 62) * math.pi * 0.62)
                if t < 62
                else 24 + (swell - 24) * ((100 - t) / 38) ** 1.8 * 0.9,
                548 - t * 2.2,
            )
            for t in range(101)
        ]
        c.poly([(x - w, y) for w, y in half] + [(x + w, y) for w, y in reversed(half)], clay)
        c.poly([(x + w * 0.35, y) for w, y in half] + [(x + w, y) for w, y in reversed(half)], "#00000030")
        for t in (24, 50):
            strip = half[t : t + 7]
            c.poly([(x - w, y) for w, y in strip] + [(x + w, y) for w, y in reversed(strip)], band)
        c.round(x - 36, 320, 72, 12, 6, clay)
        for side in (-1, 1):
            c.arc(x + side * 38, 384, 34, 40, (90, 270) if side < 0 else (270, 90), clay, 9)
    c.figure(440, 790, 300, "#2a241e")
    c.figure(770, 780, 270, "#3a3128")


@picture("stadium")
def _stadium(c: Canvas) -> None:
    c.gradient("#0d1526", "#1b2b47", "#34507a", bottom=420)
    c.pen.ellipse((-160 * c.k, 250 * c.k, 1360 * c.k, 900 * c.k), fill="#18202f")
    for i in range(9):
        y, half = 300 + i * 22, 640 - i * 8
        for _ in range(150):
            x = c.rng.uniform(600 - half, 600 + half)
            dy = 60 * ((x - 600) / 640) ** 2
            c.oval(
                x,
                y + dy + c.rng.uniform(-8, 8),
                4,
                5,
                c.rng.choice(("#b5483c", "#e8dcc4", "#4a6c95", "#28354d")),
            )
    field = [(180, 510), (1020, 510), (1260, 800), (-60, 800)]
    c.poly(field, "#2f7a4b")
    for i in range(0, 10, 2):
        a, b = 180 + i * 84, 180 + (i + 1) * 84
        c.poly([(a, 510), (b, 510), (-60 + (i + 1) * 132, 800), (-60 + i * 132, 800)], "#358653")
    c.line([*field[:2], (1260, 800)], "#e9f2e6cc", 4)
    c.line([(180, 510), (-60, 800)], "#e9f2e6cc", 4)
    c.line([(600, 510), (600, 800)], "#e9f2e6cc", 4)
    c.arc(600, 640, 150, 60, (0, 360), "#e9f2e6cc", 4)
    for x, top in ((110, 90), (1090, 90), (330, 140), (870, 140)):
        c.rect(x - 5, top, 10, 330 - top, "#0b111d")
        c.round(x - 52, top - 34, 104, 46, 6, "#dfe8ee")
        c.windows((x - 52, top - 34, 104, 46), (6, 3), "#ffffff", 1, 0.7)
        c.glow(x, top - 10, 250, "#dbe9ff", 0.55)
    for x, y, shirt in (
        (420, 640, "#b5483c"),
        (560, 600, "#f0e6d0"),
        (690, 690, "#b5483c"),
        (820, 620, "#f0e6d0"),
        (300, 740, "#f0e6d0"),
        (930, 730, "#b5483c"),
    ):
        c.oval(x + 16, y, 26, 4, "#1a4a2d99")
        c.figure(x, y, 76, shirt)
    c.oval(624, 664, 8, 8, "#ffffff")


@picture("laboratory")
def _laboratory(c: Canvas) -> None:
    c.gradient("#d4e3e4", "#eef2ec", bottom=590)
    for i in range(3):
        c.rect(0, 120 + i * 150, W, 10, "#b7cbcc")
        x = 30.0
        while x < W - 40:
            w, h = c.rng.uniform(18, 40), c.rng.uniform(40, 96)
            c.round(x, 120 + i * 150 - h, w, h, 6, c.rng.choice(("#bcd2d2", "#c9d8cf", "#d9cfc0", "#a9c3c8")))
            x += w + c.rng.uniform(8, 40)
    c.mist(0, 590, "#eef2ec", 0.35, 0.6)
    c.gradient("#56717a", "#3d555e", top=590)
    for x, r, tint in ((260, 110, "#3f8f8a"), (560, 140, "#d98a4e"), (860, 96, "#6f5a96")):
        c.oval(x, 640, r * 1.1, 16, "#22353c77")
        neck, base, top = r * 0.24, 632.0, 632 - r * 2.9
        c.poly(
            [
                (x - neck, top),
                (x + neck, top),
                (x + neck, base - r * 1.7),
                (x + r, base),
                (x - r, base),
                (x - neck, base - r * 1.7),
            ],
            "#ffffff8c",
        )
        level = base - r * 0.85
        half = neck + (r - neck) * 0.5
        c.poly(
            [(x - half, level), (x + half, level), (x + r * 0.96, base - 4), (x - r * 0.96, base - 4)],
            tint + "dd",
        )
        c.oval(x, level, half, half * 0.13, tint)
        c.round(x - neck * 1.35, top - 8, neck * 2.7, 14, 7, "#ffffffcc")
        c.line(
            [(x - neck * 0.4, top + 20), (x - neck * 0.4, base - r * 1.6), (x - r * 0.62, base - 22)],
            "#ffffffb0",
            6,
        )
        for _ in range(9):
            c.oval(x + c.rng.uniform(-half, half) * 0.8, c.rng.uniform(level + 12, base - 12), 5, 5, "#ffffff70")
    c.rect(990, 470, 170, 12, "#7b6754")
    c.rect(990, 600, 170, 34, "#7b6754")
    for i in range(4):
        c.round(1002 + i * 40, 410, 26, 214, 13, "#ffffff99")
        c.round(1002 + i * 40, 500 + i * 16, 26, 124 - i * 16, 13, ("#c9573f", "#3f8f8a", "#d9b04e", "#6f5a96")[i])


@picture("lectern")
def _lectern(c: Canvas) -> None:
    c.gradient("#20364f", "#2d4d6b")
    for i in range(14):
        c.rect(i * 90, 0, 40, H, "#ffffff0a")
    c.glow(600, 300, 460, "#6f97b5", 0.6)
    for x, one, two in ((210, "#b5483c", "#e8dcc4"), (990, "#3d6b58", "#e7b557")):
        c.rect(x - 4, 110, 8, 620, "#c9a55a")
        c.poly([(x - 4, 130), (x + 76, 200), (x + 60, 560), (x - 62, 560), (x - 76, 210)], one)
        c.poly([(x - 4, 130), (x + 22, 200), (x + 12, 560), (x - 22, 560), (x - 30, 210)], two)
    dark = "#101a26"
    c.oval(600, 262, 66, 82, dark)
    c.rect(572, 320, 56, 60, dark)
    c.poly([(420, 560), (440, 430), (500, 382), (570, 364), (630, 364), (700, 382), (760, 430), (780, 560)], dark)
    c.poly([(574, 366), (626, 366), (600, 450)], "#e9e4d8")
    c.poly([(590, 376), (610, 376), (616, 452), (600, 476), (584, 452)], "#b5483c")
    c.poly([(400, 530), (800, 530), (770, 590), (430, 590)], "#a5835c")
    c.poly([(450, 590), (750, 590), (720, 800), (480, 800)], "#7d5f42")
    c.oval(600, 680, 52, 52, "#c9a55a")
    c.oval(600, 680, 36, 36, "#7d5f42")
    for side in (-1, 1):
        c.line([(600 + side * 90, 540), (600 + side * 44, 440)], "#0a1119", 5)
        c.round(600 + side * 44 - 10, 418, 20, 36, 10, "#0a1119")
    for x in range(40, W, 112):
        c.oval(x, 788 - c.rng.uniform(0, 20), 36, 46, "#0b131c")


@picture("printing-press")
def _printing_press(c: Canvas) -> None:
    c.gradient("#3a3f45", "#565a5c", "#6f6a60")
    for i in range(5):
        c.poly([(i * 280 - 20, 0), (i * 280 + 90, 0), (i * 280 + 60, 120), (i * 280 + 10, 120)], "#f3e3b8")
        c.glow(i * 280 + 35, 130, 220, "#f6e6bd", 0.35)
    c.gradient("#45403a", "#2b2825", top=660)
    for i in range(3):
        x = 90 + i * 370
        c.round(x, 220, 280, 460, 14, "#2f4a52")
        c.round(x + 190, 220, 90, 460, 14, "#273f46")
        for n, (dy, r) in enumerate(((90, 62), (220, 48), (330, 62))):
            c.oval(x + 120, 220 + dy, r, r, "#c9cdca")
            c.oval(x + 120, 220 + dy, r * 0.82, r * 0.82, ("#b9beba", "#a8463a", "#b9beba")[n])
            c.oval(x + 120, 220 + dy, r * 0.2, r * 0.2, "#3a4448")
        c.windows((x + 200, 260, 70, 120), (2, 4), "#e2b85a", 0.7, 0.5)
    web = [
        (0, 180),
        (120, 180),
        (210, 250),
        (330, 480),
        (420, 560),
        (520, 320),
        (580, 250),
        (700, 480),
        (800, 560),
        (890, 320),
        (950, 250),
        (1070, 480),
        (W, 610),
    ]
    for dy, color in ((0, "#efe9da"), (5, "#cfc8b7")):
        c.line([(x, y + dy) for x, y in web], color, 16 - dy)
    for i in range(7):
        x, y = 560 + i * 96, 746 - i * 9
        c.poly([(x, y), (x + 120, y - 10), (x + 150, y + 24), (x + 26, y + 36)], "#f3eee2")
        c.line([(x + 28, y + 6), (x + 118, y - 2)], "#4a4845", 7)
        for n in range(3):
            c.line([(x + 34 + n * 6, y + 14 + n * 6), (x + 124 + n * 6, y + 6 + n * 6)], "#a29c90", 2)
    c.figure(300, 770, 310, "#191b1d")


@picture("bank")
def _bank(c: Canvas) -> None:
    c.gradient("#3f5568", "#8297a3", "#d9d2c0", bottom=700)
    c.soft(
        [(c.rng.uniform(0, W), c.rng.uniform(60, 240), c.rng.uniform(40, 100)) for _ in range(12)],
        "#c5ccce",
        0.4,
        44,
    )
    for x, w, h in ((0, 150, 480), (130, 110, 380), (960, 120, 420), (1060, 150, 520)):
        c.rect(x, 700 - h, w, h, "#6b7f8c")
        c.windows((x + 8, 712 - h, w - 16, h - 30), (5, 14), "#f3dfa899", 0.4, 0.5)
    stone, mid, dark = "#d9d0bf", "#b5ab98", "#7f7768"
    c.rect(220, 300, 760, 400, mid)
    for i in range(7):
        x = 250 + i * 106
        c.rect(x, 310, 58, 370, stone)
        for n in range(3):
            c.rect(x + 12 + n * 16, 310, 5, 370, mid)
        c.rect(x - 8, 306, 74, 16, stone)
        c.rect(x - 8, 672, 74, 16, stone)
        if i < 6:
            c.rect(x + 62, 330, 40, 350, dark)
    c.rect(200, 268, 800, 42, stone)
    c.poly([(190, 268), (600, 120), (1010, 268)], stone)
    c.poly([(270, 256), (600, 138), (930, 256)], mid)
    c.oval(600, 214, 36, 36, stone)
    c.poly([(585, 214), (600, 190), (615, 214), (600, 238)], dark)
    c.rect(0, 696, W, 104, "#565552")
    for i in range(5):
        c.rect(200 - i * 20, 688 + i * 14, 800 + i * 40, 14, (stone, mid)[i % 2])

    for x in (330, 620, 650, 900):
        c.figure(x, 772, 84, "#2c3238")


@picture("courtroom")
def _courtroom(c: Canvas) -> None:
    c.gradient("#5a3f30", "#7a5843", "#6a4b39")
    for i in range(6):
        c.rect(20 + i * 200, 40, 160, 400, "#8a6650")
        c.rect(34 + i * 200, 54, 132, 372, "#6f4f3d")
    c.glow(600, 200, 420, "#e6c08a", 0.4)
    c.oval(600, 150, 76, 76, "#c9a55a")
    c.oval(600, 150, 64, 64, "#5a3f30")
    c.line([(600, 104), (600, 190)], "#e2c27a", 6)
    c.line([(556, 124), (644, 124)], "#e2c27a", 5)
    for x in (556, 644):
        c.line([(x - 18, 160), (x, 124), (x + 18, 160)], "#e2c27a", 2)
        c.pen.pieslice(((x - 20) * c.k, 144 * c.k, (x + 20) * c.k, 178 * c.k), 0, 180, fill="#e2c27a")
    for i in range(7):
        x = 180 + i * 140
        c.round(x - 44, 280, 88, 190, 20, "#3d2620")
        c.oval(x, 350, 27, 34, ("#d9b08f", "#8c6248", "#e0bfa0", "#b98a69")[i % 4])
        c.pen.pieslice(((x - 31) * c.k, 308 * c.k, (x + 31) * c.k, 386 * c.k), 180, 360, fill="#3a3532")
        c.poly([(x - 62, 500), (x - 40, 396), (x, 384), (x + 40, 396), (x + 62, 500)], "#1f1d24")
        c.poly([(x - 10, 386), (x + 10, 386), (x, 436)], "#f0ebe0")
    c.poly([(60, 470), (1140, 470), (1160, 500), (40, 500)], "#a97c57")
    c.rect(60, 500, 1080, 190, "#83593e")
    for i in range(9):
        c.rect(84 + i * 118, 524, 90, 142, "#724b34")
    c.gradient("#4a3226", "#382519", top=690)
    for x in (330, 520, 760, 900):
        c.figure(x, 850, 240, "#1d1613")
