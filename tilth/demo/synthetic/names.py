"""Whom one works with. Any likeness is by chance: each first name meets each last one."""

from random import Random

FIRST = """
    Ada Aiko Alba Amara Anders Anouk Arjun Astrid Ayla Bao Beatriz Ben Bilal Birgit Bruno Chiara
    Chidi Clara Daan Dalia Davi Dorota Eero Elif Emeka Emil Esra Fatima Felix Freya Gita Goran
    Hana Hassan Henrik Hugo Ida Imani Ines Ivo Jana Jonas Juna Kaito Karim Katya Kofi Lars Leila
    Lena Liam Lucia Mads Maja Malik Marek Mei Mila Nadia Nils Noor Olga Omar Otto Paolo Petra
    Priya Rafael Rana Rosa Samir Sanna Sofia Stefan Tariq Tove Uma Viktor Wanda Yara Yusuf Zoe
"""
LAST = """
    Abara Adler Almeida Andersen Baker Banerjee Bauer Becker Berg Bianchi Brandt Castro Chen
    Costa Dahl Demir Diallo Dubois Eriksen Faber Farah Fischer Fuchs Garcia Haas Hansen Haugen
    Ito Ivanova Jansen Kaya Keller Khan Kim Klein Kovac Kowalska Kruse Lang Larsen Lehmann
    Lindqvist Lopez Maier Marino Martin Mensah Meyer Moreau Mori Nakamura Nguyen Novak Nowak
    Okafor Olsen Orlov Osei Park Patel Pereira Petrov Popescu Ricci Rossi Roy Sato Schmid
    Silva Singh Sommer Steiner Svensson Tanaka Toth Vogel Wagner Weber Wolf Yilmaz Zimmer
"""


class Names:
    """Names with a handle for each that nobody else has."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.first, self.last = FIRST.split(), LAST.split()
        self.taken: dict[str, int] = {}

    def draw(self) -> tuple[str, str]:
        name = f"{self.random.choice(self.first)} {self.random.choice(self.last)}"
        handle = name.lower().replace(" ", ".")
        self.taken[handle] = self.taken.get(handle, 0) + 1
        number = self.taken[handle]
        return name, handle if number == 1 else f"{handle}{number}"
