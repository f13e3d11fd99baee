"""pyannote's engines behind the ports: speech detection and telling voices apart."""

from asr.engines.activations import SegmentationOptions
from asr.engines.segmentation import SegmentationDetector

__all__ = ["SegmentationDetector", "SegmentationOptions"]
