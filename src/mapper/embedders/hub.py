"""Models of the hub, fetched when the user names one; the only module that asks the network, and only for a model that is not here yet."""

from pathlib import Path

from mapper.errors import MapperError

FILES = ["*.json", "*.txt", "*.safetensors", "*.model"]  # never code, never a pickle


def folder(name: str) -> Path:
    """Give the folder of a model ("organisation/model"), from this machine's cache or else from the hub."""
    try:
        from huggingface_hub import snapshot_download
    except ImportError as error:
        raise MapperError(f"the model {name} of the hub needs the package huggingface_hub; install mapper with [models], or name a folder") from error
    try:
        return Path(snapshot_download(name, allow_patterns=FILES, local_files_only=True))
    except (OSError, ValueError):  # not here yet: it is asked for
        return _fetched(name)


def _fetched(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, allow_patterns=FILES))
    except (OSError, ValueError) as error:
        told = " ".join(str(error).split())[:160]
        raise MapperError(
            f"there is no folder {name} here, and the hub gives no such model: {told}; mend the name or the network, or name a folder"
        ) from error
