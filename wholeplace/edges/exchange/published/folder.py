"""A folder of published data, with its files packed or plain."""

from dataclasses import dataclass
from pathlib import Path

from wholeplace.ground.intake.reading import Progress, SourceFile, quietly


@dataclass(frozen=True)
class Folder:
    """Where the files are."""

    path: Path

    def find(self, pattern: str) -> list[Path]:
        """The files of this name or pattern, plain or packed, by name. Where both are there, the plain one."""
        found = {path.name: path for path in self.path.glob(pattern) if path.is_file()}
        for path in self.path.glob(f"{pattern}.gz"):
            if path.is_file() and path.name.removesuffix(".gz") not in found:
                found[path.name] = path
        return [found[name] for name in sorted(found)]

    def file(self, path: Path, *, encoding: str = "utf-8-sig", progress: Progress = quietly) -> SourceFile:
        """A file of the folder, named as the folder names it."""
        return SourceFile(path, path.relative_to(self.path).as_posix(), encoding=encoding, progress=progress)

    def one(self, name: str, *, encoding: str = "utf-8-sig") -> SourceFile | None:
        """The one file of this name, or None where it is absent."""
        found = self.find(name)
        return self.file(found[0], encoding=encoding) if found else None
