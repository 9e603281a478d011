"""Files as a page shows them: pictures in place, sound and film to be played, the rest as lines."""

from dataclasses import dataclass, field

from tilth.files.models import File


@dataclass
class Shown:
    pictures: list[File] = field(default_factory=list)
    played: list[File] = field(default_factory=list)
    others: list[File] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.pictures or self.played or self.others)

    def add(self, file: File) -> None:
        if file.is_picture:
            self.pictures.append(file)
        elif file.is_audio or file.is_video:
            self.played.append(file)
        else:
            self.others.append(file)
